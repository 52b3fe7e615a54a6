"""A forum in Solsikken that Lars plans: Lars and Peter of PPR have a seat, and it meets every fourth week."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine

from samspor.forums import actions, reading
from samspor.forums.models import AgendaItem, DecisionRecord, ForumType, Meeting, MeetingSeries, Wish
from samspor.forums.rules.words import About, Outcome
from samspor.pathways import api as pathways
from samspor.pathways.rules.words import Origin
from samspor.people.models import Employment
from samspor.sharing import api as sharing
from samspor.sharing.rules.words import Purpose, Said, Sector, Way
from tests.cast import NOW, TODAY, Cast

WEEK = timedelta(days=7)
DUE = TODAY + 4 * WEEK
DAYS = [TODAY + WEEK, TODAY + 5 * WEEK, TODAY + 9 * WEEK]


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def job(cast: Cast, name: str) -> Employment:
    return Employment.objects.get(staff=cast.members[name])


@pytest.fixture
def types(cast: Cast) -> dict[str, ForumType]:
    made = [actions.adopt_type(by=cast.actor("jens"), written=one, at=NOW) for one in reading.shipped()]
    return {one.key: one for one in made}


@pytest.fixture
def plan(cast: Cast, types: dict[str, ForumType]) -> Callable[..., MeetingSeries]:
    def planned(kind: str = "tvaerfagligt-forum", by: str = "lars", days: list[date] = DAYS, **more: Any) -> Any:
        said = {
            "unit": cast.solsikken, "title": "Forum i Solsikken", "starts": time(9), "ends": time(11), "guests": (),
            "place": "Personalerummet", "members": [job(cast, "lars"), job(cast, "peter")],
        } | more  # fmt: skip
        return actions.plan_series(by=cast.actor(by), type=types[kind], days=days, at=NOW, **said)

    return planned


@pytest.fixture
def series(plan: Callable[..., MeetingSeries]) -> MeetingSeries:
    return plan()


@pytest.fixture
def meeting(series: MeetingSeries) -> Meeting:
    return series.meetings.order_by("starts_at")[0]


@pytest.fixture
def consented(cast: Cast) -> Callable[..., Any]:
    """Bo's mother has said yes: to PPR, about language, where nothing else is said."""

    def asked(**more: Any) -> Any:
        lasts = {"until": TODAY + 13 * WEEK, "longest": TODAY + 52 * WEEK, "at": NOW}
        way = {
            "topics": ["language"], "sender": Sector.DAYCARE, "recipient": Sector.PPR, "to_unit": None,
            "to_person": "", "aim": Purpose.EARLY_HELP, "purpose": "At Bo får hjælp.", "from_on": TODAY,
        } | more  # fmt: skip
        made = sharing.ask_exchange(by=cast.actor("pia"), child=cast.bo, **way, **lasts)
        sharing.answer_consent(
            by=cast.actor("pia"), consent=made, guardian=cast.mor, said=Said.YES, way=Way.MEETING, said_on=TODAY,
            **lasts,
        )  # fmt: skip
        return made

    return asked


@pytest.fixture
def ask(cast: Cast) -> Callable[..., Wish]:
    def asked(series: MeetingSeries, child: str = "bo", by: str = "pia", **more: Any) -> Wish:
        said = {"question": "Hvordan kommer ordene?", "aim": Purpose.EARLY_HELP, "topics": ["language"]} | more
        return actions.ask_about_child(by=cast.actor(by), series=series, child=cast.members[child], at=NOW, **said)

    return asked


@pytest.fixture
def wonder(cast: Cast) -> Callable[..., Wish]:
    """Without a name."""

    def asked(series: MeetingSeries, by: str = "pia", about: About = About.UNNAMED, **more: Any) -> Wish:
        said = {"question": "Et barn er tit træt.", "confirmed": (), "smallest": 3} | more
        return actions.ask_unnamed(by=cast.actor(by), series=series, about=about, at=NOW, **said)

    return asked


@pytest.fixture
def place(cast: Cast) -> Callable[..., AgendaItem]:
    def placed(meeting: Meeting, wish: Wish, after: int = 0, minutes: int = 30, by: str = "lars") -> AgendaItem:
        begins = meeting.starts_at + timedelta(minutes=after)
        return actions.place_wish(
            by=cast.actor(by), meeting=meeting, wish=wish, starts_at=begins, at=NOW,
            ends_at=begins + timedelta(minutes=minutes),
        )  # fmt: skip

    return placed


@pytest.fixture
def item(series: MeetingSeries, meeting: Meeting, ask: Callable[..., Wish], place: Callable[..., Any]) -> AgendaItem:
    made: AgendaItem = place(meeting, ask(series))
    return made


@pytest.fixture
def conclude(cast: Cast) -> Callable[..., DecisionRecord]:
    def concluded(item: AgendaItem, by: str = "pia", who: str = "lars", **more: Any) -> DecisionRecord:
        at = more.pop("at", item.meeting.starts_at + timedelta(minutes=20))
        said = {"outcome": Outcome.LOCAL, "text": "Vi synger med ham.", "due_on": DUE} | more
        return actions.conclude_item(by=cast.actor(by, at), item=item, who=job(cast, who), at=at, **said)

    return concluded


@pytest.fixture
def opened(cast: Cast, series: MeetingSeries) -> pathways.Pathway:
    at = {"on": TODAY + WEEK, "at": series.planned_at}
    return pathways.open_pathway(
        by=cast.actor("pia"), child=cast.bo, origin=Origin.STAFF, purpose="En ven", what="Vi mødes", **at
    )
