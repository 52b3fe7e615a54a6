"""The way in, the search and the help, at both widths."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_a_child_is_found_by_the_beginning_of_a_name(enter, width):
    anna = enter("anna", width=width, path="/soeg/")
    anna.pictures = width == "desk"
    anna.looks()
    anna.page.get_by_role("searchbox").first.fill("ast")
    anna.page.keyboard.press("Enter")
    expect(anna.page.get_by_role("link", name="Asta Lindqvist-Møller", exact=True)).to_be_visible()
    anna.looks()
    anna.picture("soegning")


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_the_way_in_and_the_help_are_clean(enter, width):
    pia = enter("pia", width=width, path="/demo/")
    pia.pictures = width == "desk"
    pia.looks()
    pia.picture("demo")
    pia.page.goto(pia.page.url.replace("/demo/", "/hjaelp/"))
    pia.looks()
    pia.page.goto(pia.page.url + "leder/")
    expect(pia.page.get_by_role("heading", level=1)).to_contain_text("Leder")
    pia.looks()
