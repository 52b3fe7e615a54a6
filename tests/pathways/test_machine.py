"""Whatever happens, in whatever order: never nobody, never two. On the real database, through the verbs themselves."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from samspor.access.rules import Role
from samspor.base.clock import local_date
from samspor.base.refused import NotHere, Refused
from samspor.pathways import actions, jobs, queries
from samspor.pathways.models import BatonOffer, Hold, Pathway, Substitute
from samspor.pathways.rules.words import Absence, Closing, Origin
from samspor.people.models import Employment, Enrolment, StaffMember
from tests import factories
from tests.cast import NOW, Cast, fetch
from tests.pathways.conftest import DAYS

NAMES = ("pia", "mads", "lars", "else_", "vera", "tine", "anna", "peter", "karen")
GROUPS = ("blaamejserne", "spurvene", "alfer", "klasse_0a", "klasse_3b")
UNITS = ("solsikken", "elverhoej", "aaskolen", "nord", "sydskolen")
WORKS = (Role.PEDAGOGUE, Role.UNIT_LEADER, Role.TEACHER, Role.OFFERS_EDITOR)  # the last is shown no baton
name, people = st.sampled_from(NAMES), st.sampled_from(NAMES)
days = st.integers(0, 6)


class Life(RuleBasedStateMachine):
    """Bo's life, and that of the adults around him. Each verb is tried by anybody; most are told no."""

    steps: ClassVar[int] = 0
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.cast: Cast = fetch()
        self.at: datetime = NOW
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.is_open = self.try_to("open", lambda: self.opened("pia"))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.inside.__exit__(None, None, None)

    @property
    def today(self) -> Any:
        return local_date(self.at)

    @property
    def pathway(self) -> Pathway | None:
        return Pathway.objects.filter(closed_at=None).first()

    def actor(self, who: str) -> Any:
        return self.cast.actor(who, self.at)

    def job_of(self, who: str) -> Employment:
        held = Employment.objects.filter(staff=self.cast.members[who]).order_by("-period", "pk")
        return held.filter(period__contains=self.today).first() or held[0]

    def try_to(self, what: str, verb: Any) -> bool:
        type(self).steps += 1
        try:
            with transaction.atomic():
                verb()
        except (Refused, NotHere):
            return False
        type(self).done[what] += 1
        return True

    def happened(self, what: str, *, did: object = True) -> None:
        type(self).steps += 1
        type(self).done[what] += bool(did)

    def named(self, key: Any) -> str | None:
        return next((one for one in NAMES if self.cast.members[one].pk == key), None)

    def opened(self, who: str) -> Pathway:
        on = self.today + timedelta(days=7)
        return actions.open_pathway(
            by=self.actor(who), child=self.cast.bo, origin=Origin.STAFF, purpose="En ven", what="Vi mødes", on=on,
            at=self.at,
        )  # fmt: skip

    @precondition(lambda self: not self.is_open)
    @rule(first=name)
    def open_again(self, first: str) -> None:
        """By the first of them who works with Bo today."""
        at = NAMES.index(first)
        self.is_open = any(
            self.try_to("open again", lambda who=who: self.opened(who)) for who in NAMES[at:] + NAMES[:at]
        )

    @precondition(lambda self: self.is_open)
    @rule(who=name)
    def open_beside(self, who: str) -> None:
        assert not self.try_to("open beside", lambda: self.opened(who))

    @precondition(lambda self: self.is_open)
    @rule(who=name, to=people)
    def offer(self, who: str, to: str) -> None:
        self.try_to("offer", lambda: self.offered(who, self.job_of(to)))

    def offered(self, who: str, to: Employment) -> BatonOffer:
        return actions.offer_baton(
            by=self.actor(who), pathway=self.pathway, to=to, words="Tag den", days=DAYS, at=self.at
        )

    @precondition(lambda self: self.is_open)
    @rule(data=st.data(), then=st.sampled_from(["accept", "accept", "decline", "take back", "wait", "wait too long"]))
    def offer_by_who_answers(self, data: Any, then: str) -> None:
        """To somebody who works with Bo, so that it is not refused for that; and then, often, answered at once."""
        self.happened("job runs", did=jobs.settle_all(self.at))
        standing = queries.standing_of(self.pathway)
        who = self.named(standing.who(self.at).pk)
        if who is None:  # the director: on the stage nobody else leads
            return
        held = queries.around(self.actor(who), self.pathway)
        receivers = [one for one in held if self.named(one.staff_id) and one.staff_id != standing.baton.staff]
        if receivers:
            to = data.draw(st.sampled_from(receivers))
            self.try_to("offer by who answers", lambda: self.offered(who, to))
        self.answered(who, then)

    def answered(self, who: str, then: str) -> None:
        """What waits is answered by who was asked; or nobody does, and the day passes."""
        offer = BatonOffer.objects.filter(answered_at=None).select_related("pathway", "to__staff").first()
        if offer is None or then == "wait":
            return
        if then == "wait too long":
            self.at += timedelta(days=9)
            self.happened("wait too long", did=jobs.settle_all(self.at))
            return
        self.answer_with(offer, then, who if then == "take back" else self.named(offer.to.staff_id) or who)

    def answer_with(self, offer: BatonOffer, verb: str, by: str) -> None:
        verbs = {
            "accept": lambda: actions.accept_baton(by=self.actor(by), offer=offer, at=self.at),
            "decline": lambda: actions.decline_baton(by=self.actor(by), offer=offer, words="Nej", at=self.at),
            "take back": lambda: actions.take_back_offer(by=self.actor(by), offer=offer, at=self.at),
        }
        self.try_to(verb, verbs[verb])

    @rule(data=st.data(), who=name, verb=st.sampled_from(["accept", "decline", "take back"]))
    def answer_by_anybody(self, data: Any, who: str, verb: str) -> None:
        """Also what was answered long ago, or is another's."""
        offers = list(BatonOffer.objects.select_related("pathway", "to__staff").order_by("-offered_at", "pk")[:3])
        if offers:
            self.answer_with(data.draw(st.sampled_from(offers)), verb, who)

    @rule(hours=st.sampled_from([0, 1, 7, 24, 30, 72, 24 * 6, 24 * 40]))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        self.happened("time passes", did=hours)

    @precondition(lambda self: self.is_open)
    @rule(data=st.data(), who=name, theirs=st.booleans(), first=days, long=st.integers(0, 9))
    def absence(self, data: Any, who: str, theirs: bool, first: int, long: int) -> None:
        """Named by who answers, among those who work with Bo; or tried by anybody, of anybody."""
        by, held = who, [self.job_of(one) for one in NAMES]
        if theirs:
            by = self.answers() or who
            held = list(queries.around(self.actor(by), self.pathway)) or held
        stands_in, begins = data.draw(st.sampled_from(held)), self.today + timedelta(days=first)
        self.try_to(
            "absence",
            lambda: actions.give_substitute(
                by=self.actor(by), pathway=self.pathway, who=stands_in, from_on=begins,
                to_on=begins + timedelta(days=long), why=Absence.HOLIDAY, at=self.at,
            ),
        )  # fmt: skip

    @rule(who=name, theirs=st.booleans())
    def back_again(self, who: str, theirs: bool) -> None:
        held = Substitute.objects.select_related("pathway").order_by("-given_at", "pk").first()
        if held:
            by = (theirs and self.is_open and self.answers()) or who
            self.try_to("back again", lambda: actions.end_substitute(by=self.actor(by), substitute=held, at=self.at))

    def answers(self) -> str | None:
        return self.named(queries.standing_of(self.pathway).who(self.at).pk)

    @rule(who=name, on=days)
    def employment_ends(self, who: str, on: int) -> None:
        """As the register says it: also from yesterday, which nobody knew then."""
        held, ends = self.job_of(who), self.today + timedelta(days=on - 1)
        ending = held.period.lower < ends and (held.period.upper is None or ends < held.period.upper)
        if ending:
            factories.remembered()
            Employment.objects.filter(pk=held.pk).update(period=DateRange(held.period.lower, ends))
        self.happened("employment ends", did=ending)

    @rule(who=name, unit=st.sampled_from(UNITS), role=st.sampled_from(WORKS), on=days)
    def employed(self, who: str, unit: str, role: Role, on: int) -> None:
        begins = self.today + timedelta(days=on)
        place, staff = self.cast.members[unit], self.cast.members[who]
        held = Employment.objects.filter(staff=staff, unit=place, role=role, period__overlap=DateRange(begins, None))
        new = not held.exists()
        if new:
            factories.remembered()
            Employment.objects.create(staff=staff, unit=place, role=role, period=DateRange(begins, None))
        self.happened("employed", did=new)

    @rule(group=st.sampled_from(GROUPS), on=days, gap=st.sampled_from([0, 0, 3]))
    def child_moves(self, group: str, on: int, gap: int) -> None:
        ends = self.today + timedelta(days=on)
        factories.remembered()
        of_bo = Enrolment.objects.filter(child=self.cast.bo)
        of_bo.filter(period__startswith__gte=ends).delete()
        for one in of_bo.filter(period__endswith=None) | of_bo.filter(period__endswith__gt=ends):
            one.period = DateRange(one.period.lower, ends)
            one.save(update_fields=["period"])
        factories.enrolment(self.cast.bo, self.cast.members[group], ends + timedelta(days=gap))
        self.happened("child moves")

    @precondition(lambda self: self.is_open)
    @rule(who=name, theirs=st.booleans())
    def close(self, who: str, theirs: bool) -> None:
        if theirs:
            who = self.answers() or who
        self.is_open = not self.try_to(
            "close",
            lambda: actions.close_pathway(
                by=self.actor(who), pathway=self.pathway, because=Closing.GOAL_REACHED, words="Bo har en ven",
                at=self.at,
            ),
        )  # fmt: skip

    @rule()
    def job_runs(self) -> None:
        """What is derived now and what stands afterwards is the same person, and nothing is left to write down."""
        before = self.answering()
        self.happened("job runs", did=jobs.settle_all(self.at))
        assert self.answering() == before
        assert queries.fallen(self.at) == []

    def answering(self) -> tuple[Any, ...]:
        pathway = self.pathway
        if pathway is None:
            return ()
        now = queries.standing_of(pathway).now(self.at)
        return now.job, now.baton.job, now.baton.since, now.stands_in

    @invariant()
    def the_database_agrees(self) -> None:
        """What is checked when a transaction commits, now."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    @invariant()
    def one_holds_it_at_every_moment(self) -> None:
        held: dict[Any, list[Any]] = {}
        for key, period in Hold.objects.values_list("pathway", "period"):
            held.setdefault(key, []).append(period)
        for pathway in Pathway.objects.all():
            periods = held[pathway.pk]
            for moment in [pathway.opened_at, self.at, *(period.lower for period in periods)]:
                is_open = pathway.closed_at is None or moment < pathway.closed_at
                if pathway.opened_at <= moment and is_open:
                    assert sum(moment in period for period in periods) == 1

    @invariant()
    def one_answers_and_is_at_work(self) -> None:
        assert (self.pathway is not None) is self.is_open
        if self.pathway is None:
            return
        standing = queries.standing_of(self.pathway)
        now = standing.now(self.at)
        assert isinstance(standing.who(self.at), StaffMember)
        led = standing.around.leader(now.baton.unit, self.today)
        assert standing.around.works(now.job, self.today) or led is None


def lived(examples: int, steps: int) -> int:
    Life.steps, Life.done = 0, Counter()
    several = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck),
        database=None, print_blob=False,
    )  # fmt: skip
    run_state_machine_as_test(Life, settings=several)
    return Life.steps


def test_a_baton_is_never_dropped_and_never_held_by_two(cast):
    assert lived(examples=8, steps=25) >= 100


EVERY = {
    "open", "open again", "offer", "offer by who answers", "accept", "decline", "take back", "wait too long",
    "time passes", "absence", "back again", "employment ends", "employed", "child moves", "close", "job runs",
}  # fmt: skip


@pytest.mark.long
def test_a_baton_is_never_dropped_in_a_long_time(cast, capsys):
    steps = lived(examples=260, steps=60)
    with capsys.disabled():
        print(f"\n{steps} steps: {dict(Life.done.most_common())}")  # noqa: T201 -- what a long run is read for
    assert steps >= 10_000
    assert {what for what, times in Life.done.items() if times} == EVERY
    assert min(Life.done[verb] for verb in ("accept", "decline", "take back")) > 10, "it was alive"
