"""What must not be said where others read it: to the family at once, by name in what names nobody, or in full."""

import pytest

from samspor.base.refused import Refused
from samspor.concerns import api as concerns
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.forums import actions
from samspor.forums.models import DecisionRecord, Meeting, MeetingSeries
from samspor.forums.pages import meeting_href
from samspor.forums.rules.words import MeetingState, Outcome
from samspor.pathways import api as pathways
from samspor.people.models import Child
from tests.cast import NOW, TODAY
from tests.factories import remembered
from tests.forums.conftest import DUE, WEEK, job
from tests.forums.test_views import of, page, send


def stop(cast):
    concerns.start_concern(
        by=cast.actor("lars"), child=cast.bo, worries="Fortalte om slag", observed_on=TODAY,
        answers={StopKind.VIOLENCE: Answer.YES}, at=NOW,
    )  # fmt: skip


def told_to_the_family(cast, at):
    shared = pathways.shared_with_family(cast.bo, reader=cast.mor.pk, at=at)
    return [one.text for one in shared.agreements], [one.what for one in shared.actions]


@pytest.fixture
def named(series, meeting, ask, place, opened):
    return place(meeting, ask(series, pathway=opened))


def test_what_is_agreed_is_read_by_the_family(cast, named, conclude):
    made = conclude(named)
    assert told_to_the_family(cast, made.entered_at) == (["Vi synger med ham."], ["Vi synger med ham."])


@pytest.mark.parametrize("because", ["notification", "stop"])
def test_what_must_not_reach_the_family_at_once_stands_in_the_minutes_alone(cast, as_, named, conclude, because):
    if because == "stop":
        stop(cast)
    outcome = Outcome.NOTIFICATION if because == "notification" else Outcome.MORE_HELP
    made = conclude(named, outcome=outcome, text="Lars underretter i dag.")
    assert (made.text, made.entry) == ("Lars underretter i dag.", None)
    assert told_to_the_family(cast, made.entered_at) == ([], [])
    assert "Lars underretter i dag." in page(as_("pia"), of("item", named))


def test_nor_what_was_said_without_consent(cast, plan, ask, place, opened, conclude):
    ssd = plan("ssd-moede", members=[job(cast, "fatma"), job(cast, "lars")])
    wish = ask(ssd, necessity="Det haster", topics=[], pathway=opened)
    made = conclude(place(ssd.meetings.order_by("starts_at")[0], wish), text="Vi følger ham tæt.")
    assert made.text == "Vi følger ham tæt."
    assert told_to_the_family(cast, made.entered_at) == ([], [])


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (Outcome.NOTIFICATION, "Et møde er ingen underretning. Den skal gives nu"),
        (Outcome.MORE_HELP, "Sig til familien, hvad I foreslår"),
        (Outcome.LOCAL, ""),
    ],
)
def test_what_to_do_next_stands_by_what_was_agreed(as_, named, conclude, outcome, says):
    conclude(named, outcome=outcome)
    shown = page(as_("pia"), of("item", named))
    assert says in shown
    assert ("fds-alert" in shown or 'class="alert' in shown) is bool(says)


def test_who_writes_is_told_whether_the_family_reads_it(cast, as_, named, at_noon):
    at_noon.move_to(named.meeting.starts_at)
    assert "familien kan læse det med det samme" in page(as_("pia"), of("conclude", named))
    stop(cast)
    shown = page(as_("pia"), of("conclude", named))
    assert "familien kan læse det" not in shown
    assert "Én sørger for det" in shown


def test_while_a_stop_stands_nobody_is_sent_to_the_family(cast, as_, named, conclude):
    stop(cast)
    conclude(named, outcome=Outcome.MORE_HELP)
    shown = page(as_("pia"), of("item", named))
    assert "Sig til familien" not in shown
    assert "Sig ikke noget til forældre" in shown


@pytest.mark.parametrize(("words", "says"), [("Asta skal sove mere", "Asta"), ("010120-1234 sover lidt", "CPR")])
def test_what_names_nobody_is_concluded_and_done_without_a_name(
    cast, series, meeting, wonder, place, conclude, words, says
):
    item = place(meeting, wonder(series))
    with pytest.raises(Refused, match=says) as refused:
        conclude(item, text=words)
    assert refused.value.field == "text"
    made, at = conclude(item), meeting.starts_at + WEEK
    with pytest.raises(Refused, match=says) as refused:
        actions.settle_decision(by=cast.actor("pia", at), decision=made, words=words, at=at)
    assert refused.value.field == "words"


def test_of_a_child_by_name_the_name_may_be_said(cast, item, conclude):
    at = item.meeting.starts_at + WEEK
    made = conclude(item, text="Bo synger med Asta.")
    done = actions.settle_decision(by=cast.actor("pia", at), decision=made, words="Bo synger.", at=at)
    assert done.done_words == "Bo synger."


def test_a_word_that_is_no_childs_name_is_ticked_on_the_form(cast, as_, series, meeting, wonder, place, at_noon):
    item = place(meeting, wonder(series))
    at_noon.move_to(meeting.starts_at)
    given = {"outcome": "local", "text": "Asta er navnet på vores bil", "who": job(cast, "pia").pk, "due_on": str(DUE)}
    caught = send(as_("pia"), of("conclude", item), **given)
    assert caught.status_code == 422
    assert "Det er ikke barnets navn" in caught.content.decode()
    assert send(as_("pia"), of("conclude", item), **given, confirmed=["Asta"]).status_code == 303
    here = of("decision", DecisionRecord.objects.get())
    assert "Det er ikke barnets navn" in send(as_("pia"), here, words="Vi vaskede Asta").content.decode()
    assert send(as_("pia"), here, words="Vi vaskede Asta", confirmed=["Asta"]).status_code == 303


def test_no_childs_name_stands_where_everybody_reads(cast, plan, meeting, at_noon):
    for wrong, field in (({"title": "Netværksmøde for Asta"}, "title"), ({"place": "Hjemme hos Asta"}, "place")):
        with pytest.raises(Refused, match="Asta") as refused:
            plan(**wrong)
        assert refused.value.field == field
    assert MeetingSeries.objects.count() == 1
    lars, begins = cast.actor("lars"), meeting.starts_at + WEEK
    when = {
        "by": lars,
        "meeting": meeting,
        "starts_at": begins,
        "ends_at": begins + (meeting.ends_at - meeting.starts_at),
    }
    for wrong in ({"place": "Hos Asta", "words": "Optaget"}, {"place": "Salen", "words": "Astas mor er syg"}):
        with pytest.raises(Refused, match="Asta"):
            actions.move_meeting(**when, **wrong, at=NOW)
    with pytest.raises(Refused, match="Asta"):
        actions.cancel_meeting(by=lars, meeting=meeting, words="Astas mor er syg", at=NOW)
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.PLANNED


def test_a_word_that_is_no_childs_name_is_ticked_where_meetings_are_planned(cast, as_, types, meeting):
    lars, said = as_("lars"), "Det er ikke barnets navn"
    given = {
        "type": types["tvaerfagligt-forum"].pk, "unit": cast.solsikken.pk, "title": "Asta", "weeks": "4",
        "place": "Asta", "first_on": "2026-12-01", "last_on": "2027-06-01", "starts": "9.00", "ends": "10.30",
    }  # fmt: skip
    moved = {"day": "2026-12-02", "starts": "10.00", "ends": "12.00", "place": "Salen Asta", "words": "Optaget"}
    for here, words in (
        (of("plan"), given), (of("extend", meeting.series), given), (of("move", meeting), moved),
        (of("cancel", meeting), {"words": "Asta er lukket"}),
    ):  # fmt: skip
        assert said in send(lars, here, **words).content.decode(), here
        assert send(lars, here, **words, confirmed=["Asta"]).status_code == 303, here


def test_of_a_protected_child_the_lane_opens_no_name(cast, as_, meeting, series, ask, place, consented):
    consented()
    item = place(meeting, ask(series))
    assert "<h1>Bo</h1>" in page(as_("peter"), of("item", item))
    remembered()
    Child.objects.filter(pk=cast.bo.pk).update(protected_until=DUE)
    for here in (of("item", item), meeting_href(meeting.pk)):
        shown = page(as_("peter"), here)
        assert "Et navngivet barn" in shown
        assert "Hvordan kommer ordene?" in shown
        assert ">Bo" not in shown
    assert "Bo Øster" in page(as_("pia"), of("item", item))  # who has the child knows its name
