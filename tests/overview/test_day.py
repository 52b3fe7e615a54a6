"""Min dag and Mine grupper."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.messages.api import Message, Template, tell
from samspor.overview.pages.day import in_order, told
from samspor.people.models import Employment, Unit
from samspor.ui import slots
from samspor.ui.tasks import Task
from tests import factories as make
from tests.cast import NOW, PEOPLE, TODAY, Cast
from tests.people.pages import HTMX, follow, send, text


def task(title: str, due_in: int | None = None, **more) -> Task:
    due_on = None if due_in is None else TODAY + timedelta(days=due_in)
    return Task(title=title, why="Derfor.", href="/runder/", due_on=due_on, **more)


@pytest.fixture
def lend(monkeypatch: pytest.MonkeyPatch):
    """Min dag with just these tasks."""

    def lent(*tasks: Task) -> None:
        monkeypatch.setattr(slots, "_filled", {name: set() for name in slots.NAMES})
        slots.fill("day.tasks", lambda request: list(tasks))

    return lent


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_has_a_day_and_it_is_remembered(cast: Cast, as_, who: str) -> None:
    page = text(as_(who).get("/"))
    assert "mandag den 23. november" in page
    entry = Entry.objects.filter(verb=Verb.DAY_SEEN).latest("pk")
    assert (entry.actor_id, entry.purpose) == (cast.members[who].account_id, "se sin dag")


def test_an_empty_day_is_kind(cast: Cast, as_, lend) -> None:
    lend()
    page = text(as_("pia").get("/"))
    assert "Intet venter på dig i dag" in page
    assert "Når nogen har brug for dig, står det her." in page
    assert "Nyt til dig" not in page
    assert "Kom ikke frem" not in page


def test_tasks_stand_by_date_and_the_children_they_name_are_remembered(cast: Cast, as_, lend) -> None:
    lend(task("Uden dato"), task("Sidst", 9), task("Først", 0, child_ids=(cast.bo.pk,)), task("I går", -1))
    page = text(as_("pia").get("/"))
    order = [page.index(title) for title in ("I går</strong>", "Først", "Uden dato", "Sidst")]
    assert order == sorted(order)
    assert "Frist om 9 dage" in page
    assert Entry.objects.filter(verb=Verb.DAY_SEEN).latest("pk").child_ids == [cast.bo.pk]


def test_tasks_of_the_same_day_stand_as_their_rooms_gave_them() -> None:
    assert [one.title for one in in_order([task("C"), task("B", 1), task("A", 1)], TODAY)] == ["B", "A", "C"]


def test_what_a_leader_alone_can_do_stands_before_ones_own_assessments() -> None:
    own, notice = task("Lav din egen vurdering", 1), task("Orientér forældrene om runden", 9, tone="attention")
    listed = task("Se børnelisten igennem", tone="attention")
    assert in_order([own, notice, listed], TODAY) == [listed, notice, own]


def test_what_the_law_does_not_let_wait_stands_first_and_what_can_be_done_now_before_what_is_far_off() -> None:
    far, now, soon = task("Overlevering", 261), task("Aftal et næste skridt"), task("Vurdér", 7)
    late, law = task("Orientér forældrene", -3, tone="attention"), task("Underret", tone="problem")
    assert in_order([far, now, soon, late, law], TODAY) == [law, late, now, soon, far]


def test_who_may_search_has_the_box(cast: Cast, as_) -> None:
    assert 'role="search"' in text(as_("pia").get("/"))
    assert 'role="search"' not in text(as_("ali").get("/"))


# Messages


def message(cast: Cast, template: Template = Template.EMERGENCY_OPENED) -> Message:
    access = make.emergency(cast.bo, cast.sara)
    return tell(by=cast.actor("sara"), to=cast.lars.account_id, template=template, about=access, at=NOW)


def test_a_message_is_there_until_it_is_read(cast: Cast, as_) -> None:
    one = message(cast)
    client = as_("lars")
    page = text(client.get("/"))
    assert "Der er taget nødadgang til et barn i din enhed" in page
    after = follow(client, send(client, f"/beskeder/{one.pk}/"))
    assert "Nyt til dig" not in after
    assert Message.objects.get(pk=one.pk).read_at == NOW
    assert Entry.objects.filter(verb=Verb.MESSAGE_READ).count() == 1


def test_the_same_thing_told_twice_stands_once_and_is_read_at_once(cast: Cast, as_) -> None:
    """The lists lead to one page: two of them are there. What leads nowhere may be about two things."""
    about = make.emergency(cast.bo, cast.sara)
    for minutes, template in enumerate([Template.ROSTER_READY] * 2 + [Template.CHILD_MOVED_AWAY] * 2):
        at = NOW + timedelta(minutes=minutes)
        tell(by=cast.actor("sara"), to=cast.lars.account_id, template=template, about=about, at=at)
    older, newer = Message.objects.filter(template=Template.ROSTER_READY).order_by("created_at")
    client = as_("lars")
    page = text(client.get("/"))
    assert page.count("<strong>En børneliste er klar til gennemsyn</strong>") == 1
    assert page.count("<strong>Et barn er indmeldt i en anden enhed</strong>") == 2
    assert page.count("2 gange, senest") == 1
    assert f"/beskeder/{newer.pk}/" in page
    late = tell(
        by=cast.actor("sara"), to=cast.lars.account_id, template=Template.ROSTER_READY, about=about,
        at=NOW + timedelta(hours=1),
    )  # fmt: skip
    after = follow(client, send(client, f"/beskeder/{newer.pk}/"))
    assert f"/beskeder/{late.pk}/" in after  # came while the page was read
    assert ("2 gange, senest" in after, f"/beskeder/{older.pk}/" in after) == (False, False)
    assert send(client, f"/beskeder/{older.pk}/").status_code == 303  # from another window: it is read already


def test_the_same_thing_to_do_stands_once(as_, lend) -> None:
    lend(task("Tal med forældrene"), task("Tal med forældrene"), task("Tal med forældrene", 3))
    assert text(as_("pia").get("/")).count("<strong>Tal med forældrene</strong>") == 2


@pytest.mark.parametrize("who", ["pia", "sara", "ali"])
def test_others_messages_are_not_here(cast: Cast, as_, who: str) -> None:
    assert send(as_(who), f"/beskeder/{message(cast).pk}/").status_code == 404
    assert send(as_(who), f"/beskeder/{uuid4()}/").status_code == 404


@pytest.mark.parametrize(("template", "href"), [(Template.ROSTER_READY, "/lister/"), ("other", "")])
def test_where_a_message_leads(template: str, href: str) -> None:
    assert told(Message(template=template, created_at=NOW, about_id="1"), may_review=False).href == href


@pytest.mark.parametrize(("may_review", "href"), [(True, f"/noedadgange/{UUID(int=1)}/"), (False, "")])
def test_a_message_leads_only_where_one_may_go(may_review: bool, href: str) -> None:
    one = Message(template=Template.EMERGENCY_OPENED, created_at=NOW, about_id=str(UUID(int=1)))
    assert told(one, may_review=may_review).href == href


@pytest.mark.parametrize(("child", "is_seen"), [("bo", True), ("frida", False)])
def test_a_child_that_moved_is_led_to_while_one_sees_it(cast: Cast, as_, child: str, is_seen: bool) -> None:
    about, to = cast.members[child], cast.lars.account_id
    tell(by=cast.actor("vera"), to=to, template=Template.CHILD_MOVED_AWAY, about=about, at=NOW)
    page = text(as_("lars").get("/"))
    assert "Et barn er indmeldt i en anden enhed" in page
    assert (f'href="{about.href}"' in page) is is_seen
    assert str(about.pk) in page or not is_seen


@pytest.mark.parametrize(("who", "staff", "is_seen"), [("lars", "pia", True), ("lars", "else_", False),
                                                      ("mette", "pia", False), ("ali", "else_", True)])  # fmt: skip
def test_a_new_colleague_is_led_to_by_who_sees_staff(cast: Cast, as_, who: str, staff: str, is_seen: bool) -> None:
    held, to = Employment.objects.get(staff=cast.members[staff]), cast.members[who].account_id
    for _ in range(2):
        tell(by=cast.actor("ali"), to=to, template=Template.EMPLOYED_WITH_ACCESS, about=held, at=NOW)
    page = text(as_(who).get("/"))
    assert (f'href="/medarbejdere/{held.staff_id}/"' in page) is is_seen


def test_where_messages_lead_is_asked_once(cast: Cast, as_) -> None:
    def asked(number: int) -> int:
        for _ in range(number):
            for about, template in (
                (cast.bo, Template.CHILD_MOVED_AWAY),
                (Employment.objects.get(staff=cast.pia), Template.EMPLOYED_WITH_ACCESS),
            ):
                tell(by=cast.actor("ali"), to=cast.lars.account_id, template=template, about=about, at=NOW)
        client = as_("lars")
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    assert asked(1) == asked(5)


def test_a_message_that_leads_nowhere_is_only_words(cast: Cast, as_) -> None:
    one = message(cast)
    Message.objects.filter(pk=one.pk).update(template="unknown")
    assert "<strong>unknown</strong>" in text(as_("lars").get("/"))


def test_what_did_not_arrive_is_seen_by_who_told_it(cast: Cast, as_) -> None:
    one = message(cast)
    Message.objects.filter(pk=one.pk).update(state="failed")
    page = text(as_("sara").get("/"))
    assert "Kom ikke frem" in page
    assert "til Lars Brandt" in page
    assert "Kom ikke frem" not in text(as_("lars").get("/"))


# Mine grupper


def test_my_groups_with_how_many_are_in_them(cast: Cast, as_) -> None:
    page = text(as_("pia").get("/grupper/"))
    assert "Børnehuset Solsikken" in page
    assert "4 børn" in page
    assert "1 barn" in page
    assert "Opret et barn" not in page
    assert "Opret et barn" in text(as_("lars").get("/grupper/"))


def test_children_i_have_to_do_with(cast: Cast, as_) -> None:
    assert "Asta Lindqvist-Møller" in text(as_("sara").get("/grupper/"))
    assert Entry.objects.filter(verb=Verb.CHILDREN_LISTED).latest("pk").child_ids == [cast.asta.pk]


@pytest.mark.parametrize("who", ["fatma", "dorte", "ali"])
def test_nobody_yet(cast: Cast, as_, who: str) -> None:
    assert "Du har ingen børn endnu" in text(as_(who).get("/grupper/"))


def test_a_group_lists_its_children_in_one_entry(cast: Cast, as_) -> None:
    page = text(as_("pia").get(cast.blaamejserne.href))
    for words in ("Asta Lindqvist-Møller", "4 år og 8 mdr.", "Beskyttet", "4 børn"):
        assert words in page
    entry = Entry.objects.filter(verb=Verb.GROUP_SEEN).latest("pk")
    assert set(entry.child_ids) == {cast.asta.pk, cast.bo.pk, cast.carla.pk, cast.dilan.pk}
    assert f"?gruppe={cast.blaamejserne.pk}" in text(as_("lars").get(cast.blaamejserne.href))


def test_an_empty_group(cast: Cast, as_) -> None:
    cast.egon.enrolments.all().delete()
    make.remembered()
    assert "Her er ingen børn i dag" in text(as_("pia").get(cast.spurvene.href))


@pytest.mark.parametrize("who", ["else_", "sara", "vera", "dorte", "ali"])
def test_others_groups_are_not_here(cast: Cast, as_, who: str) -> None:
    assert as_(who).get(cast.blaamejserne.href).status_code == 404
    assert as_(who).get(cast.blaamejserne.href, **HTMX).status_code == 404
    assert as_(who).get(f"/grupper/{uuid4()}/").status_code == 404


@pytest.mark.parametrize("address", ["/", "/grupper/", "group"])
def test_more_children_ask_no_more_of_the_database(cast: Cast, as_, grow, address: str) -> None:
    address = cast.blaamejserne.href if address == "group" else address
    client = as_("pia")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(50):
        make.child(cast.blaamejserne, f"Nr{number} Holm")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_a_closed_unit_keeps_its_children_in_reach(cast: Cast, as_) -> None:
    Unit.objects.filter(pk=cast.solsikken.pk).update(closed_on=TODAY)
    make.remembered()
    assert as_("pia").get(cast.bo.href).status_code == 200


# The menu


@pytest.mark.parametrize(
    ("who", "entries"),
    [("pia", ["Min dag", "Mine grupper", "Søg"]), ("fatma", ["Min dag", "Mine grupper", "Søg"]), ("ali", ["Min dag"])],
)
def test_the_menu(cast: Cast, as_, who: str, entries: list[str]) -> None:
    page = text(as_(who).get("/"))
    found = [label for label in ("Min dag", "Mine grupper", "Søg") if f">{label}</a></li>" in page]
    assert found == entries


@pytest.mark.parametrize("who", ["pia", "lars", "bent", "ali"])
def test_help_stands_last_in_the_menu(cast: Cast, as_, who: str) -> None:
    menu = text(as_(who).get("/hjaelp/")).partition('aria-label="Hovedmenu"')[2].partition("</nav>")[0]
    assert menu.strip().splitlines()[-3].strip() == '<li><a href="/hjaelp/" aria-current="page">Hjælp</a></li>'


# Far too much


def test_a_paste_of_fifty_megabytes_is_answered_in_danish(cast: Cast, as_) -> None:
    answer = as_("pia").post("/soeg/", {"q": "x" * 50_000_000})
    assert answer.status_code in {400, 413}
    assert "for stort" in text(answer)


@pytest.mark.parametrize(("who", "there"), [("bent", True), ("mette", True), ("pia", False)])
def test_who_looks_after_the_log_is_led_to_it(cast: Cast, as_, who: str, there: bool) -> None:
    assert ("Gå til loggen" in as_(who).get("/").content.decode()) == there


@pytest.mark.parametrize(("due_in", "can_wait", "folded"), [
    (30, True, False), (31, True, False), (32, True, True), (32, False, False), (None, True, False),
])  # fmt: skip
def test_what_can_wait_a_month_is_folded_away(cast: Cast, as_, lend, due_in, can_wait, folded) -> None:
    """And what somebody waits for is not, whatever its date: an unread handover of a child that begins in August."""
    lend(task("Det her", due_in, can_wait=can_wait))
    page = text(as_("pia").get("/"))
    assert "Det her" in page
    assert ("Senere: 1 opgave med frist om mere end en måned" in page) is folded
    assert ("Intet haster. Det næste står herunder." in page) is folded
    assert "Intet venter på dig i dag" not in page
