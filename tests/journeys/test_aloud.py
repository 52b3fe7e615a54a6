"""A family's page is read aloud by the machine's own voice, and by no voice that would send the words away."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
# The machine of the tests has no voice: this one says nothing, and keeps what it was asked to say.
VOICE = """
window.said = [];
class Speech extends EventTarget {
  getVoices() { return window.voices || []; }
  cancel() { window.said.push("hush"); }
  speak(one) { window.said.push([one.lang, one.voice.lang, one.text]); window.last = one; }
}
Object.defineProperty(window, "speechSynthesis", { value: new Speech() });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
COMES = """local => {
  window.voices = [{ lang: "en-GB", localService: true }, { lang: "da-DK", localService: local }];
  window.speechSynthesis.dispatchEvent(new Event("voiceschanged"));
}"""


@pytest.fixture
def door(enter):
    person = enter(None, width="phone", path="/familie/")
    person.page.add_init_script(VOICE)
    person.page.reload()
    return person


def test_where_there_is_no_voice_there_is_no_button(door, enter):
    for page in (door.page, enter(None, path="/familie/").page, enter(None, path="/familie/", script=False).page):
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text("Læs op")).to_be_hidden()


def test_a_voice_that_is_not_on_the_machine_is_not_asked(door):
    door.page.evaluate(COMES, arg=False)
    expect(door.page.get_by_text("Læs op")).to_be_hidden()


def test_the_page_is_read_and_is_quiet_again_by_the_keyboard(door):
    page = door.page
    page.evaluate(COMES, arg=True)
    page.get_by_role("button", name="Læs op").press("Enter")
    stop = page.get_by_role("button", name="Stop")
    expect(stop).to_be_focused()
    door.looks()
    said = page.evaluate("window.said")
    assert said[0] == ["da", "da-DK", "Skriv din kode"]
    texts = [text for *_, text in said]
    assert "En kode virker i 15 minutter og kun én gang. Er den for gammel, så bed om en ny." in texts
    assert "Gå ind" not in texts
    stop.press("Enter")
    assert page.evaluate("window.said.at(-1)") == "hush"
    page.get_by_role("button", name="Læs op").press("Enter")
    page.evaluate("window.last.onend()")
    expect(page.get_by_role("button", name="Læs op")).to_be_visible()
