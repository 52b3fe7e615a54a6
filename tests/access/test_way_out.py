"""Every address by which something would reach a child's parents: while a stop stands it refuses, and says why."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from samspor.access.actor import Actor
from samspor.concerns import api as concerns
from samspor.concerns.rules.stops import WHY, Answer, Route, StopKind
from samspor.family import api as family
from samspor.pathways import api as pathways
from samspor.pathways.rules.goals import Words
from samspor.people import api as people
from samspor.screening import api as screening
from samspor.screening.actions import take_back_informed
from tests.access.world import World
from tests.cast import NOW, TODAY

SOURCE = Path(concerns.__file__).parents[1]
ASKING = {"check_way_out", "check_childs_way_out"}
As = Callable[[str], Client]
Things = Mapping[str, Any]
DAY = str(TODAY)
UNTIL = str(TODAY + timedelta(days=30))


@dataclass(frozen=True)
class Way:
    """`asked_by`: where the stop is asked about. `sent` is None where it is enough to open the page."""

    address: str
    asked_by: tuple[str, ...]
    things: tuple[str, ...]
    sent: Callable[[Things], dict[str, Any]] | None = None
    who: str = "pia"
    about: str = "bo"


def _answered(things: Things) -> dict[str, Any]:
    return {"who": things["guardian"].pk, "said": "no", "way": "meeting", "said_on": DAY}


def _renewed(things: Things) -> dict[str, Any]:
    return {"way": "meeting", "said_on": DAY, "until": UNTIL}


SAID = {"purpose": "At sproget får hjælp.", "from_on": DAY, "until": UNTIL}
CHOSEN = {"topics": ["language"], "sender": "daycare", "recipient": "ppr", "aim": "early_help", **SAID}

# By hand: whoever writes a way to the parents writes its address here.
OUTGOING = (
    Way("concerns:involve", ("concerns.actions.agreeing.involve",), ("concern",),
        lambda _: {"party": "parents", "involved_on": DAY, "words": "Vi ringede"}),
    Way("concerns:others_mark", ("concerns.actions.marks.mark_for",), ("concern", "axis"),
        lambda it: {"whose": "parent", "name": "Mor", "role_words": "mor", "step": it["scale_step"].pk,
                    "said_on": DAY}),
    Way("concerns:share", ("concerns.actions.voices.share_voice",), ("voice",), lambda _: {"shared_on": DAY}),
    Way("concerns:print", ("concerns.views.concern.printed",), ("concern",)),
    Way("screening:latecomers", ("screening.actions.telling.record_late_notice",), ("round_unit",),
        lambda it: {"children": [it["late"].pk], "notice_on": DAY, "way": "talk"}, "lars", "late"),
    Way("screening:new_visit", ("screening.actions.visits.make_visit", "screening.views.visits.new_visit"), ("ida",),
        lambda it: {"visited_on": DAY, "notice_on": DAY, "way": "talk", "who": "alone",
                    "alone_because": "Kollegaen er på kursus", "instrument": it["instrument"].pk}, "anna", "ida"),
    Way("screening:parents", ("screening.actions.parents.record_parents_words",), ("round_unit", "bo"),
        lambda it: {"guardian": it["guardian"].pk, "way": "talk", "said_on": DAY, "helps": "Ro om aftenen"}),
    Way("screening:make_link", ("screening.actions.parents.make_parent_link",), ("round_unit", "bo", "guardian"),
        lambda _: {}),
    Way("screening:paper", ("screening.views.parents.paper",), ("round_unit", "bo")),
    Way("screening:inform", ("screening.actions.joint.inform_parents", "screening.views.joint.inform"),
        ("assessment",), lambda _: {"informed_on": DAY, "way": "talk"}),
    Way("screening:focus_told", ("screening.actions.focus.tell_parents_of_focus", "screening.views.focus.told"),
        ("bos_focus",), lambda _: {"told_on": DAY, "way": "talk"}),
    Way("sharing:ask", ("sharing.actions.asking._asked",), ("bo",), lambda _: CHOSEN),
    Way("sharing:ask_effort", ("sharing.actions.asking._asked",), ("bo",),
        lambda _: {"effort": "Sproggruppe igen", **SAID}),
    Way("sharing:tell", ("sharing.actions.telling.give_notice",), ("bo",),
        lambda it: {"who": it["guardian"].pk, "what": "Vi taler med PPR", "way": "phone", "given_on": DAY}),
    Way("sharing:answer", ("sharing.actions.answering.answer_consent",), ("exchange",), _answered),
    Way("sharing:effort_answer", ("sharing.actions.answering.answer_consent",), ("effort",), _answered),
    Way("sharing:renew", ("sharing.actions.answering.renew_consent",), ("exchange",), _renewed),
    Way("sharing:effort_renew", ("sharing.actions.answering.renew_consent",), ("effort",), _renewed),
    Way("family:preview", ("family.actions.inviting.make_invitation", "family.views.staff.preview"), ("tie",),
        lambda it: {"seen": _mark(it), "shown": "on"}),
    Way("family:childs_code", ("family.actions.inviting.make_childs_invitation",), ("teen",), lambda _: {},
        about="teen"),
    Way("family:answer_person", ("family.actions.persons.answer_person", "family.views.persons.answer"), ("person",),
        lambda _: {"reply": "no", "words": "Vi spørger hende selv"}, about="egon"),
    Way("family:put_proposal", ("family.actions.proposals.put_proposal", "family.views.proposals.put"), ("egon",),
        lambda _: {"text": "Vi foreslår en legegruppe"}, about="egon"),
    Way("sharing:seen_as", ("sharing.views.family.seen_as",), ("tie",)),
    Way("pathways:number", ("pathways.actions.goals.say_number",), ("bos_goal",),
        lambda it: {"who": it["guardian"].pk, "step": it["goal_step"].pk, "said_on": DAY}),
    Way("pathways:family", (), ("bos_pathway",),
        lambda it: {"who": it["guardian"].pk, "task": "Læser højt", "contact": ""}),
    Way("transitions:make_link", ("transitions.actions.links.make_handover_link",), ("handover", "guardian"),
        lambda _: {}),
    Way("transitions:answer", ("transitions.actions.parents.record_parents_answer", "transitions.views.parents.answer"),
        ("handover", "guardian")),
    Way("transitions:print", ("transitions.views.sending.printed",), ("handover",)),
)  # fmt: skip
# Asked about elsewhere: what is said on a page that opens all the same, what a link without sign-in answers, and what
# the world has no handover for. Each has its test where the room's are.
ELSEWHERE = {
    "concerns.slots.__init__.check_stops": "the door through which the rooms below ask",
    "screening.queries.parents.held_back": "tests/screening/test_way_out.py",
    "sharing.views.steps.stop_of": "tests/sharing/test_views.py",
    "transitions.views.steps.stop_of": "tests/transitions/test_views.py",
    "transitions.actions.sending.give_handover": "tests/transitions/test_actions.py",
    "transitions.actions.links._open": "tests/transitions/test_actions.py",
}


@pytest.fixture(autouse=True)
def stopped_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _asking() -> set[str]:
    """Every function that asks whether something may reach the parents."""
    return {
        f"{'.'.join(path.relative_to(SOURCE).with_suffix('').parts)}.{one.name}"
        for path in SOURCE.glob("**/*.py") for one in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(one, ast.FunctionDef) and any(_asks(it) for it in ast.walk(one))
    }  # fmt: skip


# Whoever an action is about, and how something was said: what an action that reaches a parent is told.
NAMING = {"Guardian", "Guardianship", "Way", "Heard", "Voice"}
# Those that are told it and ask nobody, each with why.
NOTHING_GOES_OUT = {
    "concerns.actions.voices.reword_voice": "the child's words among us",
    "concerns.actions.voices.withdraw_voice": "the child's words among us",
    "concerns.actions.voices.approve_voice": "what the child allows, before anything is shared",
    "concerns.actions.voices.take_back_sharing": "puts right what was written by a slip",
    "pathways.actions.goals.say_own_number": "theirs; a stop closes their page",
    "pathways.actions.together.add_family": "the lane knows of the stop",
    "pathways.actions.together.add_network": "asked where a parent is answered: family.actions.persons",
    "people.actions.children.expect_child": "who is mother to whom, and nothing is said to her",
    "people.actions.expecting.expect_sibling": "who is mother to whom, and nothing is said to her",
    "people.actions.guardians.correct_guardian": "what we know of an adult",
    "screening.actions.joint.correct_informed": "puts right what was written by a slip",
    "screening.actions.parents.take_back_parents_words": "a parent's right, at any time",
    "screening.actions.rounds.record_notice": "to a whole house: to leave one family out would tell them",
    "screening.actions.telling.correct_late_notice": "puts right what was written by a slip",
    "sharing.actions.answering.withdraw_consent": "a parent's right, at any time",
    "sharing.actions.own.answer_oneself": "theirs; a stop closes their page",
    "transitions.actions.parents.withdraw_consent": "a parent's right, at any time",
}


def _actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in [*SOURCE.glob("*/actions.py"), *SOURCE.glob("*/actions/**/*.py")]:
        place = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        for one in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(one, ast.FunctionDef) and any("atomic" in ast.unparse(it) for it in one.decorator_list):
                yield f"{place}.{one.name}", one


def _is_told(one: ast.FunctionDef) -> bool:
    said = [it.annotation for it in [*one.args.args, *one.args.kwonlyargs] if it.annotation]
    return any(isinstance(it, ast.Name) and it.id in NAMING for part in said for it in ast.walk(part))


def test_an_action_that_names_a_parent_asks_or_is_excused_by_name() -> None:
    """The one who forgot to ask is found by what the action is told, and by nothing it says of itself."""
    silent = {
        name for name, one in _actions() if _is_told(one) and name not in ELSEWHERE
        and not any(_asks(it) for it in ast.walk(one))
    }  # fmt: skip
    asked_below = {name for way in OUTGOING for name in way.asked_by}
    assert silent - asked_below == set(NOTHING_GOES_OUT)


def _asks(one: ast.AST) -> bool:
    return isinstance(one, ast.Call) and (getattr(one.func, "attr", "") or getattr(one.func, "id", "")) in ASKING


def test_whatever_asks_about_a_stop_has_its_address_here() -> None:
    told = {place for way in OUTGOING for place in way.asked_by} | set(ELSEWHERE)
    assert _asking() == told


@pytest.mark.parametrize("route", Route)
def test_every_word_for_a_way_out_is_used(route: Route) -> None:
    """A way that nobody asks about is a promise that nobody keeps."""
    rule = SOURCE / "concerns/rules/stops.py"
    used = [path for path in SOURCE.glob("**/*.py") if path != rule and f"Route.{route.name}" in path.read_text()]
    assert used


@dataclass
class Asked:
    client: Client
    way: Way
    things: Things
    stands: dict[str, str] = field(default_factory=dict)

    def __call__(self) -> Any:
        if self.way.sent is None:
            return self.client.get(self.address)
        if not self.stands:  # what the page carries of what stood when it was shown, before there was a stop
            page = self.client.get(self.address).content.decode()
            found = re.search(r'name="built_on" value="([^"]*)"', page)
            self.stands = {"built_on": found[1] if found else ""}
        return self.client.post(self.address, self.way.sent(self.things) | self.stands | {"form_key": str(uuid4())})

    @property
    def address(self) -> str:
        return reverse(self.way.address, args=[self.things[one].pk for one in self.way.things])


def _things(world: World) -> Things:
    """With what only these ask for: parents who have not been told yet, and somebody who came later."""
    cast, things = world.cast, dict(world.things)
    pia, lars = cast.actor("pia"), cast.actor("lars")
    take_back_informed(by=lars, assessment=things["assessment"], because="Det var en anden", built_on=NOW, at=NOW)
    late = people.register_child(
        by=lars, group=cast.blaamejserne, given_names="Nora", family_name="Vind", birth_date=cast.asta.birth_date,
        starts_on=TODAY, at=NOW,
    )  # fmt: skip
    focus = screening.set_focus(
        by=pia, unit=cast.solsikken, group=cast.blaamejserne, child=cast.bo, responsible=cast.mads.pk, aim="Ro",
        action="Små grupper", review_on=TODAY + timedelta(days=30), at=NOW,
    )  # fmt: skip
    step = things["axis"].scale.steps.order_by("value")[2]
    named = {"late": late, "bos_focus": focus, "bo": cast.bo, "egon": cast.egon, "ida": cast.ida, "scale_step": step}
    return {**things, **named, **_goal(things, pia)}


def _goal(things: Things, by: Actor) -> Things:
    """Bo's, of which his mother has said no number yet."""
    pathway, scale = things["participant"].pathway, concerns.current_scales()[0]
    goal = pathways.set_goal(by=by, pathway=pathway, words="Bo vil fortælle", whose=Words.CHILD, scale=scale, at=NOW)
    return {"bos_pathway": pathway, "bos_goal": goal, "goal_step": scale.steps.order_by("value")[0]}


def _mark(things: Things) -> str:
    return family.mark_of(family.seen_by(things["bo"], things["guardian"], at=NOW))


def _stop(world: World, about: str, things: Things, kind: StopKind) -> None:
    by = world.cast.actor("karen" if about == "ida" else "pia")
    answers = dict.fromkeys(StopKind, Answer.NO) | {kind: Answer.YES}
    concerns.start_concern(by=by, child=things[about], worries="Slag", observed_on=TODAY, answers=answers, at=NOW)


@pytest.mark.parametrize("kind", StopKind)
@pytest.mark.parametrize("way", OUTGOING, ids=lambda one: one.address)
def test_while_a_stop_stands_the_address_refuses(world: World, as_: As, way: Way, kind: StopKind) -> None:
    things = _things(world)
    asked = Asked(as_(way.who), way, things)
    before = transaction.savepoint()
    assert asked().status_code in {200, 302, 303}
    transaction.savepoint_rollback(before)
    _stop(world, way.about, things, kind)
    answer = asked()
    assert answer.status_code in {409, 422}
    said = answer.content.decode()
    assert any(words in said for words in (WHY[kind], "sat et stop", "er et stop for kontakt"))
