"""A shared computer: after signing out, Back shows the next person nothing, and while signed in it loses nothing."""

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import CHROMIUM, DANISH, QUIET
from tests.journeys.conftest import Person

pytestmark = pytest.mark.browser
KEPT_WHOLE = "--disable-back-forward-cache"  # what the driver sets, and people's browsers do not
KEPT: Final = "performance.getEntriesByType('navigation')[0].type === 'navigate'"  # never loaded a second time
SHOWN: Final = "commit"  # a page kept whole is shown again without loading: one may not wait for its load


@pytest.fixture
def browser(browser: Browser) -> Iterator[Browser]:
    """As people's own: pages one has left are kept whole, to be shown again by Back."""
    opened = browser.browser_type.launch(
        executable_path=CHROMIUM, args=QUIET, env=DANISH, ignore_default_args=[KEPT_WHOLE]
    )
    yield opened
    opened.close()


@pytest.mark.parametrize("script", [True, False])
def test_back_after_signing_out_shows_no_child(enter: Callable[..., Person], script: bool) -> None:
    pia = enter("pia", path="/grupper/", script=script)
    page = pia.page
    page.get_by_role("link", name="Blåmejserne").first.click()
    page.get_by_role("link", name="Asta Lindqvist-Møller").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Asta")
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Log ind")
    page.wait_for_load_state("load")  # what clears comes with the sign-in page, as one of its styles
    for _ in range(3):
        page.go_back(wait_until=SHOWN)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Log ind")
        assert "Asta" not in page.content()
        assert "/konto/log-ind/" in page.url


def test_back_while_signed_in_keeps_what_was_typed(enter: Callable[..., Person]) -> None:
    page = enter("lars", path="/grupper/").page
    page.get_by_role("link", name="Blåmejserne").first.click()
    page.get_by_role("link", name="Asta Lindqvist-Møller").first.click()
    page.goto(f"{page.url}ret/")
    page.get_by_label("Fornavne").fill("Asta Marie")
    page.get_by_role("link", name="Samspor").first.click()
    page.wait_for_load_state("load")  # the next page has told the other tabs that the person is here
    page.go_back(wait_until=SHOWN)
    expect(page.get_by_label("Fornavne")).to_have_value("Asta Marie")
    assert page.evaluate(KEPT)
