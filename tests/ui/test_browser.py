"""What the scripts do in a real browser: swaps, refusals, keys, autosave, the warning before sign-out."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.test import RequestFactory
from playwright.sync_api import Page, expect

from samspor.ui.views import show_gallery
from tests.ui.drawing import ROOM, STATIC, fragment, page

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
FORM = """
<form id="note" hx-post="{{ to }}" hx-target="this" hx-swap="outerHTML">
{{ ui.error_summary(problems) }}{{ ui.textarea("text", "Bemærkning", "text", value=value, limit=100) }}
{{ ui.button("Gem") }}</form>
"""
AUTOSAVED = """
<form data-autosave="/gem" method="post">
{{ ui.textarea("text", "Bemærkning", "text") }}{{ ui.save_status() }}</form>
"""
MARKED = """
<div data-save-row><div id="mark">{{ ui.position_choice("a", "Alma", "a", attributes=htmx) }}</div>
{{ ui.save_status() }}</div>
"""
HTMX = {"hx-post": "/gem", "hx-target": "#mark", "hx-swap": "outerHTML"}
STILL = 2_000
AGAIN = 6_000
CLOSED = "Runden er lukket. Bed lederen åbne den."
ROWS = """
{{ ui.position_choice("a", "Alma", "a") }}{{ ui.position_choice("b", "Bo", "b", disabled=true) }}
{{ ui.position_choice("c", "Ida", "c") }}{{ ui.input("d", "Antal", "d") }}
"""


class House(ThreadingHTTPServer):
    """Serves drawn pages and the static files; a test puts its answers in `answers`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Door)
        self.pages: dict[str, str] = {}
        self.answers: dict[str, list[tuple[int, str, dict[str, str]]]] = {}
        self.received: list[str] = []

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Door(BaseHTTPRequestHandler):
    server: House

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        if self.path.startswith("/static/"):
            file = STATIC / self.path.removeprefix("/static/")
            return self.say(200, file.read_bytes(), guess_type(file.name)[0] or "application/octet-stream")
        if self.path in self.server.answers:
            return self.answer()
        return self.say(200, self.server.pages[self.path].encode())

    def do_POST(self) -> None:
        self.server.received.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer()

    def answer(self) -> None:
        """The answers in turn; the last one for good."""
        left = self.server.answers[self.path]
        status, body, headers = left.pop(0) if len(left) > 1 else left[0]
        self.say(status, body.encode(), **headers)

    def say(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        headers |= {"Content-Type": kind, "Content-Length": str(len(body)), "Content-Security-Policy": POLICY}
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def opened() -> Iterator[House]:
    house = House()
    thread = threading.Thread(target=house.serve_forever, daemon=True)
    thread.start()
    try:
        yield house
    finally:
        house.shutdown()
        house.server_close()
        thread.join()


@pytest.fixture
def house():
    with opened() as house:
        yield house


@pytest.fixture
def tab(browser):
    context = browser.new_context(viewport={"width": 1000, "height": 800}, locale="da-DK")
    context.set_default_timeout(10_000)
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    yield made
    context.close()
    assert wrong == []


def form(to: str, value: str = "", problems: tuple[object, ...] = ()) -> str:
    return fragment(FORM, to=to, value=value, problems=problems)


# Chromium takes the net away a moment after it was asked to.
GONE = "new Promise(gone => navigator.onLine ? addEventListener('offline', () => gone()) : gone())"


def open_still(tab: Page, house: House) -> None:
    """With a clock the test moves by hand."""
    tab.clock.install()
    tab.goto(house.at("/"))


def write_and_send(tab: Page, house: House, status: int, body: str = "", **headers: str) -> None:
    house.pages["/"] = page(FORM, to="/svar", value="", problems=[])
    house.answers["/svar"] = [(status, body, headers)]
    tab.goto(house.at("/"))
    tab.get_by_label("Bemærkning").fill("Alma leger igen")
    tab.get_by_role("button", name="Gem").click()


@pytest.mark.parametrize("width", [320, 1280])
def test_gallery_fits_and_is_accessible(house, tab, width):
    house.pages["/"] = show_gallery(RequestFactory().get("/")).content.decode()
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(house.at("/"))
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.evaluate((ROOM.parents[2] / "tests" / "vendor" / "axe" / "axe.min.js").read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = tab.evaluate("tags => axe.run(document, {runOnly: tags})", tags)["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


def test_error_summary_takes_focus_and_leads_to_the_field(house, tab):
    house.pages["/"] = show_gallery(RequestFactory().get("/")).content.decode()
    tab.goto(house.at("/"))
    expect(tab.locator("[data-error-summary]")).to_be_focused()
    tab.get_by_role("link", name="Antal børn i gruppen: Skriv et helt tal.").click()
    expect(tab.get_by_label("Antal børn i gruppen")).to_be_focused()
    tab.get_by_role("link", name="Hvor er det set?").click()
    expect(tab.locator("#id_where-1")).to_be_focused()


def test_swaps_an_invalid_form_and_starts_its_components(house, tab):
    problem = SimpleNamespace(field_id="text", text="Bemærkning: Udfyld feltet.")
    write_and_send(tab, house, 422, form("/svar", "Alma leger igen", (problem,)))
    expect(tab.locator("[data-error-summary]")).to_be_focused()
    expect(tab.get_by_label("Bemærkning")).to_have_value("Alma leger igen")
    tab.get_by_label("Bemærkning").press_sequentially("!")
    expect(tab.locator(".character-limit")).to_contain_text("tegn tilbage")


@pytest.mark.parametrize(
    ("status", "headers", "sentence"),
    [
        (401, {}, "Du er logget ud."),
        (409, {}, "Nogen har ændret det imens."),
        (
            409,
            {"X_Sentence": quote(CLOSED)},
            CLOSED,
        ),
        (413, {}, "Det er for stort"),
        (500, {}, "Noget gik galt hos os."),
        (503, {}, "Samspor starter op igen."),
    ],
)
def test_says_in_danish_what_was_refused_and_keeps_the_form(house, tab, status, headers, sentence):
    write_and_send(tab, house, status, "<h1>ikke mig</h1>", **headers)
    expect(tab.get_by_role("status").get_by_text(sentence)).to_be_visible()
    expect(tab.get_by_label("Bemærkning")).to_have_value("Alma leger igen")
    tab.get_by_role("button", name="Luk").click()
    expect(tab.get_by_text(sentence)).to_have_count(0)


def test_never_puts_a_sign_in_page_inside_a_page(house, tab):
    house.pages["/log-ind"] = page("Log ind")
    write_and_send(tab, house, 302, Location="/log-ind")
    expect(tab.get_by_text("Du er logget ud.")).to_be_visible()
    expect(tab.get_by_label("Bemærkning")).to_have_value("Alma leger igen")


def test_chooses_with_the_number_keys_and_goes_on(house, tab):
    house.pages["/"] = page(ROWS)
    tab.goto(house.at("/"))
    tab.locator("#a-green").focus()
    tab.keyboard.press("2")
    expect(tab.locator("#a-yellow")).to_be_checked()
    expect(tab.locator("#c-green")).to_be_focused()
    tab.keyboard.press("1")
    expect(tab.locator("#c-green")).to_be_checked()
    tab.locator("#d").focus()
    tab.keyboard.press("3")
    expect(tab.locator("#d")).to_have_value("3")
    expect(tab.locator("#b-red")).not_to_be_checked()


def test_autosave_says_when_and_sends_what_was_typed(house, tab):
    house.pages["/"] = page(AUTOSAVED)
    house.answers["/gem"] = [(204, "", {})]
    open_still(tab, house)
    tab.get_by_label("Bemærkning").press_sequentially("æøå")
    tab.clock.run_for(STILL)
    expect(tab.locator("[data-save-status]")).to_contain_text("Gemt kl. ")
    assert "æøå" in house.received[-1]


def test_autosave_keeps_the_text_and_tries_again(house, tab):
    house.pages["/"] = page(AUTOSAVED)
    house.answers["/gem"] = [(503, "", {}), (204, "", {})]
    open_still(tab, house)
    tab.get_by_label("Bemærkning").fill("Alma")
    tab.clock.run_for(STILL)
    expect(tab.locator("[data-save-status]")).to_have_text("Ikke gemt – prøver igen")
    expect(tab.get_by_label("Bemærkning")).to_have_value("Alma")
    tab.clock.run_for(AGAIN)
    expect(tab.locator("[data-save-status]")).to_contain_text("Gemt kl. ")
    assert len(house.received) == 2


def test_autosave_tells_that_one_is_signed_out(house, tab):
    house.pages |= {"/": page(AUTOSAVED), "/log-ind": page("Log ind")}
    house.answers["/gem"] = [(303, "", {"Location": "/log-ind"})]
    open_still(tab, house)
    tab.get_by_label("Bemærkning").fill("Alma")
    tab.clock.run_for(STILL)
    expect(tab.get_by_text("Du er logget ud.")).to_be_visible()
    expect(tab.get_by_label("Bemærkning")).to_have_value("Alma")


def test_autosave_waits_for_the_net(house, tab):
    house.pages["/"] = page(AUTOSAVED)
    house.answers["/gem"] = [(204, "", {})]
    open_still(tab, house)
    tab.context.set_offline(True)
    tab.evaluate(GONE)
    tab.get_by_label("Bemærkning").fill("Alma")
    tab.clock.run_for(STILL)
    expect(tab.locator("[data-save-status]")).to_have_text("Ikke gemt – prøver igen")
    tab.context.set_offline(False)
    tab.clock.run_for(1)
    expect(tab.locator("[data-save-status]")).to_contain_text("Gemt kl. ")
    assert len(house.received) == 1


@pytest.mark.parametrize(("status", "said"), [(200, "Gemt kl. "), (409, "Ikke gemt – prøv igen")])
def test_a_mark_says_in_its_row_whether_it_was_saved(house, tab, status, said):
    house.pages["/"] = page(MARKED, htmx=HTMX)
    house.answers["/gem"] = [(status, "<p>Trivsel</p>", {})]
    tab.goto(house.at("/"))
    tab.get_by_text("Trivsel").click()
    expect(tab.locator("[data-save-status]")).to_contain_text(said)


WORDS = """
<form method="post" action="/aflever">
<div data-save-row hx-post="/gem" hx-trigger="change, input from:find textarea delay:1500ms" hx-target="#count"
     hx-sync="closest form:queue all">
{{ ui.position_choice("a", "Alma", "a") }}{{ ui.textarea("text", "Bemærkning", "text") }}{{ ui.save_status() }}
</div><p id="count"></p></form><a href="/">Et andet sted</a>
"""


@pytest.fixture
def row(house, tab):
    """A page with one row; what it says, and every question the browser asked."""
    house.pages |= {"/": page(WORDS), "/log-ind": page("Log ind")}
    house.answers["/gem"] = [(200, "1 af 1", {})]
    asked = []
    tab.on("dialog", lambda question: (asked.append(question.type), question.accept()))
    open_still(tab, house)
    return SimpleNamespace(says=tab.locator("[data-save-status]"), words=tab.get_by_label("Bemærkning"), asked=asked)


def test_words_after_a_saved_mark_are_not_said_to_be_saved(house, tab, row):
    tab.get_by_text("Trivsel").click()
    expect(row.says).to_contain_text("Gemt kl. ")
    row.words.press_sequentially("Alma sidder alene")
    expect(row.says).to_have_text("Gemmer …")
    tab.clock.run_for(STILL)
    expect(row.says).to_contain_text("Gemt kl. ")
    assert "Alma%20sidder%20alene" in house.received[-1]


def test_a_page_that_is_put_away_sends_what_was_typed(house, tab, row):
    row.words.press_sequentially("Alma")
    tab.evaluate("Object.defineProperty(document, 'hidden', {value: true})")
    tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(row.says).to_contain_text("Gemt kl. ")
    assert "Alma" in house.received[-1]


def test_it_is_asked_about_before_words_are_left_unsent_and_not_after(tab, row):
    row.words.press_sequentially("Alma")
    tab.reload()
    assert row.asked == ["beforeunload"]
    row.words.press_sequentially("Alma")
    tab.clock.run_for(STILL)
    expect(row.says).to_contain_text("Gemt kl. ")
    tab.reload()
    assert row.asked == ["beforeunload"]


def test_a_row_nobody_answered_is_sent_again(house, tab, row):
    house.answers["/gem"] = [(503, "", {}), (200, "1 af 1", {})]
    row.words.press_sequentially("Alma")
    tab.clock.run_for(STILL)
    expect(row.says).to_have_text("Ikke gemt – prøver igen")
    tab.clock.run_for(AGAIN)
    expect(row.says).to_contain_text("Gemt kl. ")
    assert len(house.received) == 2


def test_when_the_net_is_back_the_row_goes_and_the_word_about_it_is_gone(house, tab, row):
    tab.context.set_offline(True)
    row.words.press_sequentially("Alma")
    tab.clock.run_for(STILL)
    expect(row.says).to_have_text("Ikke gemt – prøver igen")
    expect(tab.get_by_text("Vi kan ikke få fat i serveren.")).to_be_visible()
    tab.context.set_offline(False)
    tab.clock.run_for(AGAIN)
    expect(row.says).to_contain_text("Gemt kl. ")
    expect(tab.get_by_text("Vi kan ikke få fat i serveren.")).to_have_count(0)


def test_a_row_is_not_saved_by_a_page_to_sign_in_at(house, tab, row):
    house.answers["/gem"] = [(303, "", {"Location": "/log-ind"})]
    row.words.press_sequentially("Alma")
    tab.clock.run_for(STILL)
    expect(tab.get_by_text("Du er logget ud.")).to_be_visible()
    expect(row.says).to_have_text("Ikke gemt – prøv igen")


def test_warns_before_sign_out_and_stays(house, tab):
    someone = SimpleNamespace(name="Mette")
    house.pages["/"] = page("", actor=someone, idle_seconds=600, idle_ping="/bliv")
    house.answers["/bliv"] = [(204, "", {})]
    tab.clock.install()
    tab.goto(house.at("/"))
    tab.clock.run_for(8 * 60_000 + 2000)
    expect(tab.get_by_role("alert")).to_contain_text("Du bliver logget ud om to minutter.")
    tab.get_by_role("button", name="Bliv logget på").click()
    expect(tab.get_by_role("alert")).to_have_count(0)
    tab.clock.run_for(11 * 60_000)
    expect(tab.get_by_role("alert")).to_contain_text("Du er logget ud.")


WAITS = '<div hx-get="/se" hx-trigger="every 3s" hx-swap="outerHTML"{}><p>Set efter {} gange</p></div>'


@pytest.mark.parametrize("mark", [" data-by-itself", ""])
def test_what_a_page_asks_by_itself_does_not_put_the_warning_off(house, tab, mark):
    """A warning is due after ten seconds in which nobody asked for anything."""
    asks = WAITS.format(mark, 0)
    house.pages["/"] = page(asks, actor=SimpleNamespace(name="Mette"), idle_seconds=130, idle_ping="/bliv")
    house.answers["/se"] = [(200, WAITS.format(mark, n), {}) for n in range(1, 6)]
    tab.clock.install()
    tab.goto(house.at("/"))
    for n in range(1, 6):
        tab.clock.run_for(3100)
        expect(tab.get_by_text(f"Set efter {n} gange")).to_be_visible()
    expect(tab.get_by_text("Du bliver logget ud om to minutter.")).to_have_count(1 if mark else 0)


def test_after_signing_in_in_another_tab_the_page_can_be_sent(house, tab):
    """Signing in changes the key against forgery; the page that was left takes the new one."""
    key = '<form><input type="hidden" name="csrfmiddlewaretoken" value="old"></form>'
    house.pages["/"] = page(key, actor=SimpleNamespace(name="Mette"), idle_seconds=600, idle_ping="/bliv")
    house.answers["/bliv"] = [(204, "", {"X-CSRF-Token": "new"})]
    tab.clock.install()
    tab.goto(house.at("/"))
    tab.clock.run_for(11 * 60_000)
    expect(tab.get_by_role("alert")).to_contain_text("Du er logget ud.")
    tab.context.new_page().goto(house.at("/"))
    expect(tab.locator("main [name=csrfmiddlewaretoken]")).to_have_value("new")
    expect(tab.get_by_role("alert")).to_have_count(0)


def test_works_without_scripts(browser, house):
    house.pages["/"] = show_gallery(RequestFactory().get("/")).content.decode()
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(house.at("/"))
    tab.get_by_text("Hvad betyder positionerne?").click()
    expect(tab.get_by_text("En position gælder barnets trivsel")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_word_about_what_happened_covers_no_name(house, tab, width):
    """Below the header, and in sight also of who has scrolled down."""
    house.pages["/"] = page("{% for n in range(90) %}<p>Linje</p>{% endfor %}")
    tab.set_viewport_size({"width": width, "height": 700})
    tab.goto(house.at("/"))
    tab.evaluate("window.samspor.toast('Det er gemt.')")
    header, said = tab.locator(".app-header").bounding_box(), tab.locator("[data-toast]").bounding_box()
    assert said["y"] >= header["y"] + header["height"]
    assert said["x"] + said["width"] <= width
    tab.evaluate("window.scrollTo(0, 1500)")
    assert 0 <= tab.locator("[data-toast]").bounding_box()["y"] < 100


LINK = "https://samspor.example/overleveringer/samtykke/?k=" + "9f2c1d7e" * 12


def test_a_long_link_is_copied_by_a_button_that_is_there_with_script_only(browser, house):
    house.pages["/"] = page(f'{{{{ ui.copy_field("Link til Lone", "link", "{LINK}", context="til Lone") }}}}')
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script, viewport={"width": 320, "height": 700})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab = context.new_page()
        tab.goto(house.at("/"))
        expect(tab.get_by_label("Link til Lone")).to_have_value(LINK)
        expect(tab.get_by_role("button", name="Kopiér til Lone")).to_have_count(int(script))
        if script:
            tab.get_by_role("button", name="Kopiér til Lone").click()
            expect(tab.get_by_role("status").filter(has_text="Kopieret")).to_be_visible()
            assert tab.evaluate("navigator.clipboard.readText()") == LINK
            tab.get_by_label("Link til Lone").focus()
            assert tab.evaluate("getSelection().toString()") == LINK
            assert tab.evaluate("document.documentElement.scrollWidth") == 320
        context.close()


def test_where_nothing_may_be_copied_it_says_how(tab, house):
    house.pages["/"] = page('{{ ui.copy_field("Link til Lone", "link", "x") }}')
    tab.add_init_script("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    tab.goto(house.at("/"))
    tab.get_by_role("button", name="Kopiér").click()
    expect(tab.get_by_text("Markér teksten, og tryk Ctrl og C")).to_be_visible()


def test_on_paper_what_is_folded_is_there_and_the_frame_is_not(house, tab):
    house.pages["/"] = page("<details><summary>Mere</summary><p>Leger ved hegnet</p></details>")
    tab.goto(house.at("/"))
    folded, menu = tab.get_by_text("Leger ved hegnet"), tab.locator(".skipnav")
    expect(folded).not_to_be_visible()
    tab.emulate_media(media="print")
    expect(folded).to_be_visible()
    expect(menu).not_to_be_visible()


def test_the_first_tab_leads_past_the_menu(house, tab):
    house.pages["/"] = page('<p><a href="#her">Det første</a></p>')
    tab.goto(house.at("/"))
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("link", name="Gå til sidens indhold")).to_be_focused()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("link", name="Det første")).to_be_focused()


def test_a_page_for_paper_is_printed_by_a_button_that_is_there_with_script_only(browser, house):
    house.pages["/"] = page('{{ ui.print_button("Udskriv arket") }}')
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        tab = context.new_page()
        tab.add_init_script("window.print = () => { document.title = 'Skrevet ud'; }")
        tab.goto(house.at("/"))
        expect(tab.get_by_role("button", name="Udskriv arket")).to_have_count(int(script))
        if script:
            tab.get_by_role("button", name="Udskriv arket").click()
            expect(tab).to_have_title("Skrevet ud")
            tab.emulate_media(media="print")
            expect(tab.get_by_role("button", name="Udskriv arket")).to_be_hidden()
        context.close()


NAV = [("Min dag", "/", True), *((f"Sted {number}", f"/{number}/", False) for number in range(13))]


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_menu_is_behind_a_button_and_on_a_desk_it_is_there(browser, house, script):
    house.pages["/"] = page("<p>Her</p>", nav=NAV)
    context = browser.new_context(java_script_enabled=script, viewport={"width": 320, "height": 700})
    tab = context.new_page()
    tab.goto(house.at("/"))
    menu, last = tab.get_by_role("button", name="Menu", exact=True), tab.get_by_role("link", name="Sted 12")
    expect(last).to_be_hidden()
    menu.press("Enter")
    expect(last).to_be_visible()
    expect(tab.get_by_role("link", name="Min dag")).to_have_attribute("aria-current", "page")
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="Luk menuen")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(last).to_be_hidden()
    menu.click()
    tab.keyboard.press("Escape")
    expect(last).to_be_hidden()
    tab.set_viewport_size({"width": 1280, "height": 700})
    expect(last).to_be_visible()
    expect(menu).to_be_hidden()
    context.close()
