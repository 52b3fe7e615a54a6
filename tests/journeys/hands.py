"""A hand at the keyboard: Tab from where one is, as anybody does who has no mouse."""

from playwright.sync_api import Locator, Page, expect

MOST_TABS, MOST_ARROWS = 200, 30
# A group of choices is entered at the one that is chosen, else at its first.
HERE = """one => one.isConnected ? one === document.activeElement
    || (one.type === 'radio' && one.name === document.activeElement.name) : null"""


def reach(page: Page, wanted: Locator) -> None:
    """What stands there may be drawn anew meanwhile: it is looked for again only then."""
    expect(wanted).to_be_visible()
    there = wanted.element_handle()
    for _ in range(MOST_TABS):
        if (is_here := there.evaluate(HERE)) is None:
            there = wanted.element_handle()
        elif is_here:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached in {MOST_TABS} presses of Tab")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """One stands there already: the library only waits for the page that comes of it."""
    reach(page, wanted)
    wanted.press(key)


def choose(page: Page, wanted: Locator) -> None:
    """A box by Space; one of several choices by the arrows."""
    press(page, wanted, "Space")
    for _ in range(MOST_ARROWS):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{wanted} is not reached in {MOST_ARROWS} presses of an arrow")


def write(page: Page, wanted: Locator, words: str) -> None:
    """In place of what stands there."""
    reach(page, wanted)
    page.keyboard.press("Control+A")
    page.keyboard.type(words) if words else page.keyboard.press("Delete")
