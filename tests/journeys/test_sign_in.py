"""The way in, as it is at work: a password, a second step from an app, and the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests import cast as casting
from tests.journeys.conftest import WIDTHS, Person
from tests.project.test_second_step import code_for
from tests.project.test_sign_in import PASSWORD

pytestmark = pytest.mark.browser
AWAY = ["konto/log-ind/", "konto/adgangskode/glemt/", "familie/", "vejviser/", "findes/ikke/"]


@pytest.fixture
def nobody(browser, house):
    """Somebody who has not signed in."""
    contexts = []

    def came(width: str) -> Person:
        context = browser.new_context(viewport={"width": WIDTHS[width], "height": 900}, locale="da-DK")
        contexts.append(context)
        context.set_default_timeout(15_000)
        person = Person(context.new_page(), [])
        person.page.on("pageerror", lambda error: person.complaints.append(str(error)))
        return person

    yield came
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_what_everybody_may_open_looks_right(nobody, house, width):
    person = nobody(width)
    for address in AWAY:
        person.page.goto(f"{house.address}/{address}")
        person.looks()


def tabbed(page: Page, role: str, name: str) -> None:
    """To that field or button with the tabulator alone."""
    wanted = page.get_by_role(role, name=name).or_(page.get_by_label(name)).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(name)


def typed(page: Page, label: str, words: str) -> None:
    tabbed(page, "textbox", label)
    page.keyboard.type(words)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("name", "width"), [("pia", "phone"), ("mads", "desk")])
def test_in_by_keyboard_with_a_password_and_then_with_a_kept_code(nobody, house, name, width):
    account = casting.fetch().members[name].account
    account.set_password(PASSWORD)
    account.save()
    person = nobody(width)
    page = person.page
    page.goto(f"{house.address}/konto/log-ind/")
    tabbed(page, "textbox", "Mail")
    page.keyboard.type(account.email)
    typed(page, "Adgangskode", PASSWORD)
    expect(page.get_by_role("heading", name="Min dag")).to_be_visible()
    page.goto(f"{house.address}/konto/to-trin/app/tilfoej/")
    person.looks()
    typed(page, "Adgangskode", PASSWORD)  # once more, before the second step is changed
    page.wait_for_url("**/app/tilfoej/")
    person.looks()
    secret = page.locator("details code").text_content() or ""
    typed(page, "Kode", code_for(secret))
    expect(page.get_by_text("Dine nødkoder").first).to_be_visible()
    person.looks()
    kept = page.locator("main code").first.text_content() or ""
    page.context.clear_cookies()
    page.goto(f"{house.address}/konto/log-ind/")
    tabbed(page, "textbox", "Mail")
    page.keyboard.type(account.email)
    typed(page, "Adgangskode", PASSWORD)
    page.wait_for_url("**/to-trin/kode/")
    person.looks()
    typed(page, "Kode", kept)
    expect(page.get_by_role("heading", name="Min dag")).to_be_visible()
    person.looks()
