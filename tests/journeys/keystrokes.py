"""How long a skilled hand would take: seconds for what was really pressed, by an agreed model, and no clock.

The keystroke-level model of Card, Moran and Newell (1980), with their seconds for somebody who does not type for a
living. It says what a page asks of its user, the same on every machine; it does not say how long people think of words.
"""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

SECONDS = {
    "key": 0.28,  # one key pressed: also Tab, an arrow and Space
    "think": 1.35,  # to make up one's mind before each question
    "answer": 1.0,  # until a page has come
}
MOST_TABS = 60


@dataclass
class Typist:
    """Presses keys on a page, and keeps count."""

    page: Page
    spent: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SECONDS, 0))

    @property
    def seconds(self) -> float:
        return sum(SECONDS[what] * times for what, times in self.spent.items())

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.spent["key"] += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.spent["key"] += len(words)

    def think(self) -> None:
        self.spent["think"] += 1

    def await_page(self) -> None:
        self.spent["answer"] += 1

    def tab_to(self, wanted: Locator) -> None:
        """As a hand would: from where one is, key by key."""
        self.think()
        for _ in range(MOST_TABS):
            if wanted.evaluate("node => node === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{wanted} is not reached in {MOST_TABS} presses")
