"""What is measured: each screen as its users ask for it, and the time that was wanted of it."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from bench import crew
from bench.crew import CSRF, Member
from bench.families import let_in
from bench.groups import THIRTY
from bench.laying import OURS, full_handovers, long_concerns, sent_handovers
from bench.meetings import full_meetings
from bench.pathways import MANY, long_pathways
from samspor.access.rules import Role
from samspor.base import clock
from samspor.concerns.pages import address
from samspor.demo.numbers import Numbers
from samspor.pathways.api import pathways_to_pass_on
from samspor.people.models import Child, ChildGroup
from samspor.people.queries import children_visible_to, groups_with_numbers
from samspor.people.rules import search_words
from samspor.screening.models import RoundUnit
from samspor.screening.queries import rounds_visible_to

GET, FORM = {"Accept": "text/html"}, {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": CSRF}
NOBODY = Numbers().cpr(date(1999, 3, 4), boy=True)  # a number that is no child's


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a browser, and the answers that are right."""

    path: str
    method: str = "GET"
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    expects: tuple[int, ...] = (200,)


@dataclass(frozen=True, slots=True)
class Screen:
    """`wanted` is the p95 in milliseconds that was asked for at the largest size with twenty users at once."""

    key: str
    title: str
    asks: Callable[[Member], list[Ask]]
    mix: dict[Role, int]
    wanted: float | None = None
    stranger: bool = False  # asked by nobody: without a session


def _post(path: str, fields: dict[str, str], *right: int, **more: str) -> Ask:
    return Ask(path, "POST", urlencode(fields), FORM | more, right or (200, 303))


def _number_of(digits: str, *right: int) -> Ask:
    return _post(reverse("overview:search"), {"q": digits}, *right)


def _lookup(member: Member) -> list[Ask]:
    """One in four is a number that is not one's to see: that answer must not take another time."""
    mine = [_number_of(child.cpr, 303) for child in member.children() if child.cpr]
    return mine + [_number_of(NOBODY, 200)] * max(len(mine) // 3, 1)


def _lookup_nobody(member: Member) -> list[Ask]:  # noqa: ARG001 -- nobody has it
    return [_number_of(NOBODY, 200)]


def _lookup_guarded(member: Member) -> list[Ask]:
    """Numbers of protected children whom one does not have: beside `_lookup_nobody`, time may tell nothing."""
    guarded = Child.objects.filter(protected_until__gte=clock.today(), left_on=None).exclude(cpr_hash=None)
    others = guarded.exclude(pk__in=children_visible_to(member.actor).values("pk")).order_by("pk")[:8]
    return [_number_of(child.cpr, 200) for child in others if child.cpr]


def _search(words: Callable[[random.Random, list[str]], str]) -> Callable[[Member], list[Ask]]:
    def asks(member: Member) -> list[Ask]:
        chance = random.Random(member.account.email)  # noqa: S311 -- the same words every time
        names = [search_words(child.name) for child in member.children()]
        searches = [words(chance, name) for name in names if name] or ["an"]
        return [Ask(f"{reverse('overview:search')}?{urlencode({'q': one})}", headers=GET) for one in searches]

    return asks


def _inside(chance: random.Random, names: list[str]) -> str:
    """Three to five letters from somewhere in a name."""
    name = max(names, key=len)
    begins = chance.randint(0, max(len(name) - 4, 0))
    return name[begins : begins + chance.randint(3, 5)]


def _child(member: Member) -> list[Ask]:
    return [Ask(child.href, headers=GET) for child in member.children()]


def _groups(member: Member) -> list[Ask]:  # noqa: ARG001 -- the address is the same for everybody
    return [Ask(reverse("overview:groups"), headers=GET)]


def _largest(member: Member) -> list[ChildGroup]:
    """The groups one sees, those of thirty first."""
    held = [group for group in groups_with_numbers(member.actor)[:200] if _number(group)]
    return sorted(held, key=lambda group: abs(_number(group) - THIRTY))


def _number(group: ChildGroup) -> int:
    return int(vars(group)["children"])


def _group(member: Member) -> list[Ask]:
    return [Ask(group.href, headers=GET) for group in _largest(member)[:3]]


def _rounds(member: Member, *, ours: bool) -> Iterator[RoundUnit]:
    """The round that is open in one's own house: the demo's, half done, or the one we save marks in."""
    today = clock.today()
    held = rounds_visible_to(member.actor).filter(unit__in=member.units())
    for one in held.filter(round__opens_on__lte=today, round__closes_on__gte=today).exclude(notice_on=None):
        if (one.round.label == OURS) is ours:
            yield one


def _board(member: Member) -> list[Ask]:
    return [Ask(reverse("screening:board", args=[one.pk]), headers=GET) for one in _rounds(member, ours=False)]


def _in_round(view: str, *, ours: bool = False) -> Callable[[Member], list[Ask]]:
    def asks(member: Member) -> list[Ask]:
        return [
            Ask(reverse(view, args=[one.pk, group.pk]), headers=GET)
            for one in _rounds(member, ours=ours)
            for group in _largest(member)[:2]
            if group.unit_id == one.unit_id
        ]

    return asks


def _mark(member: Member) -> list[Ask]:
    """What a browser with script sends for every choice: one row, as a fragment."""
    return [
        _post(
            reverse("screening:mark", args=[one.pk, group.pk, child]),
            {f"position-{child}": position, f"comment-{child}": "Leger gerne i sandkassen med de andre."},
            **{"HX-Request": "true"},
        )
        for one in _rounds(member, ours=True)
        for group in _largest(member)[:1]
        if group.unit_id == one.unit_id
        for child in _children_of(member, group)
        for position in ("green", "yellow")
    ]


def _children_of(member: Member, group: ChildGroup) -> list[str]:
    today = group.enrolments.filter(period__contains=member.actor.on, child__left_on=None)
    today = today.exclude(period__startswith=member.actor.on)  # who came today is looked at where they were
    return [str(key) for key in today.values_list("child", flat=True)]


def _concern(how: str) -> Callable[[Member], list[Ask]]:
    return lambda member: [Ask(address(one.pk) + how, headers=GET) for one in long_concerns(member.actor)]


def _pathway(member: Member) -> list[Ask]:
    return [Ask(reverse("pathways:pathway", args=[one.pk]), headers=GET) for one in long_pathways(member.actor)]


def _handover(member: Member) -> list[Ask]:
    return [Ask(reverse("transitions:handover", args=[one.pk]), headers=GET) for one in full_handovers(member.actor)]


def _delivery(member: Member) -> list[Ask]:
    return [Ask(reverse("transitions:delivery", args=[one.pk]), headers=GET) for one in sent_handovers(member.actor)]


def _meeting(member: Member) -> list[Ask]:
    return [Ask(reverse("forums:meeting", args=[one.pk]), headers=GET) for one in full_meetings(member.actor)]


def _family(member: Member) -> list[Ask]:
    return [Ask(path, headers=GET)] if (path := let_in(member)) else []


def _log(member: Member) -> list[Ask]:  # noqa: ARG001 -- the log is the same for everybody who reads it
    plain = reverse("audit:log")
    since = clock.today() - timedelta(days=7)
    return [Ask(plain, headers=GET), Ask(f"{plain}?{urlencode({'fra': since.isoformat()})}", headers=GET)]


def _only(path: str) -> Callable[[Member], list[Ask]]:
    return lambda _: [Ask(path, headers=GET)]


def _day(whose: Callable[[int], bool]) -> Callable[[Member], list[Ask]]:
    """Three pedagogues were given fifty batons each, for other screens: their day is measured, and is nobody else's."""
    return lambda member: [Ask("/", headers=GET)] if whose(pathways_to_pass_on(member.actor).count()) else []


EMPTY = Screen("empty", "Tom side, ukendt", _only("/sundhed/"), crew.EVERYBODY, stranger=True)
SCREENS = (
    EMPTY,
    # What every page pays before it begins: who is this, what may they, and the session renewed.
    Screen("door", "Tom side, logget ind", lambda _: [Ask(reverse("stay"), expects=(204,))], crew.EVERYBODY),
    Screen("lookup", "Præcist CPR-opslag", _lookup, crew.EVERYBODY, 20),
    Screen("lookup-nobody", "CPR-opslag, intet barns nummer", _lookup_nobody, crew.EVERYBODY, 20),
    Screen("lookup-guarded", "CPR-opslag, et beskyttet barn hos andre", _lookup_guarded, crew.EVERYBODY, 20),
    Screen("search-2", "Søgning, 2 bogstaver", _search(lambda _, names: names[0][:2]), crew.EVERYBODY, 150),
    Screen("search-3", "Søgning, 3 bogstaver og flere", _search(_inside), crew.EVERYBODY, 150),
    Screen("search-words", "Søgning, to ord", _search(lambda _, names: f"{names[0][:3]} {names[-1][:4]}"),
           crew.EVERYBODY, 150),
    Screen("child", "Barnets side", _child, crew.EVERYBODY, 150),
    Screen("groups", "Mine grupper", _groups, crew.EVERYBODY),
    Screen("group", "Gruppens børn (30)", _group, crew.IN_ONE_HOUSE | {Role.TEACHER: 10}, 150),
    Screen("board", "Husets tavle", _board, crew.IN_ONE_HOUSE | {Role.UNIT_LEADER: 5}, 150),
    Screen("own", "Min vurdering af gruppen", _in_round("screening:own"), crew.IN_ONE_HOUSE, 150),
    Screen("mark", "Gem én position, med log", _mark, crew.IN_ONE_HOUSE, 120),
    Screen("joint", "Fælles vurdering", _in_round("screening:joint"), crew.IN_ONE_HOUSE, 150),
    Screen("day", "Min dag", _day(lambda held: held < MANY), crew.EVERYBODY, 120),
    Screen("day-50", "Min dag med 50 stafetter", _day(lambda held: held >= MANY), crew.IN_ONE_HOUSE),
    Screen("concern", "Bekymring med 200 optegnelser", _concern(""), crew.IN_ONE_HOUSE, 150),
    Screen("concern-all", "Bekymring med 200 optegnelser, alle vist", _concern("?alle"), crew.IN_ONE_HOUSE),
    Screen("pathway", "Forløb med 200 optegnelser", _pathway, crew.IN_ONE_HOUSE, 150),
    Screen("pathways", "Mine forløb (50)", _only("/forloeb/"), crew.IN_ONE_HOUSE, 150),
    Screen("meeting", "Møde med 12 punkter", _meeting, crew.IN_ONE_HOUSE, 150),
    Screen("family", "Familiens side, forløb med 200 optegnelser", _family, crew.IN_ONE_HOUSE, 150),
    Screen("handover", "Overlevering med alle felter", _handover, crew.IN_ONE_HOUSE, 150),
    Screen("delivery", "Modtaget overlevering", _delivery, crew.IN_A_SCHOOL, 150),
    Screen("log", "Loggen", _log, crew.CONTROL),
    Screen("guide", "Vejviserens side", _only("/vejviser/samspor-vejviser/gul-se/"), crew.EVERYBODY, stranger=True),
)  # fmt: skip
