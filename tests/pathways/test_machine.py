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
        self.try_to(lambda: self.opened("pia"))

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

    def try_to(self, verb: Any) -> bool:
        type(self).steps += 1
        try:
            with transaction.atomic():
                verb()
        except (Refused, NotHere):
            return False
        return True

    def opened(self, who: str) -> Pathway:
        on = self.today + timedelta(days=7)
        return actions.open_pathway(
            by=self.actor(who), child=self.cast.bo, origin=Origin.STAFF, purpose="En ven", what="Vi mødes", on=on,
            at=self.at,
        )  # fmt: skip

    @rule(who=name)
    def open(self, who: str) -> None:
        self.try_to(lambda: self.opened(who))

    @precondition(lambda self: self.pathway)
    @rule(who=name, to=people)
    def offer(self, who: str, to: str) -> None:
        self.try_to(
            lambda: actions.offer_baton(
                by=self.actor(who), pathway=self.pathway, to=self.job_of(to), words="Tag den", days=DAYS, at=self.at
            )
        )

    @precondition(lambda self: self.pathway)
    @rule(to=people)
    def offer_by_who_answers(self, to: str) -> None:
        answering = queries.standing_of(self.pathway).who(self.at)
        named = [one for one in self.cast.members if getattr(self.cast.members[one], "pk", None) == answering.pk]
        if named:
            self.offer(named[0], to)

    @rule(data=st.data(), who=name, theirs=st.booleans(), verb=st.sampled_from(["accept", "decline", "take back"]))
    def answer(self, data: Any, who: str, theirs: bool, verb: str) -> None:
        offers = list(BatonOffer.objects.select_related("pathway", "to__staff").order_by("-offered_at", "pk")[:3])
        if not offers:
            return
        offer = data.draw(st.sampled_from(offers))
        by = next((one for one in NAMES if theirs and self.cast.members[one] == offer.to.staff), who)
        verbs = {
            "accept": lambda: actions.accept_baton(by=self.actor(by), offer=offer, at=self.at),
            "decline": lambda: actions.decline_baton(by=self.actor(by), offer=offer, words="Nej", at=self.at),
            "take back": lambda: actions.take_back_offer(by=self.actor(who), offer=offer, at=self.at),
        }
        type(self).done[verb] += self.try_to(verbs[verb])

    @rule(hours=st.sampled_from([0, 1, 7, 24, 30, 72, 24 * 6, 24 * 40]))
    def time_passes(self, hours: int) -> None:
        type(self).steps += 1
        self.at += timedelta(hours=hours)

    @precondition(lambda self: self.pathway)
    @rule(who=name, stands_in=people, first=days, long=st.integers(0, 9))
    def absence(self, who: str, stands_in: str, first: int, long: int) -> None:
        begins = self.today + timedelta(days=first)
        self.try_to(
            lambda: actions.give_substitute(
                by=self.actor(who), pathway=self.pathway, who=self.job_of(stands_in), from_on=begins,
                to_on=begins + timedelta(days=long), why=Absence.HOLIDAY, at=self.at,
            )
        )  # fmt: skip

    @rule(who=name)
    def back_again(self, who: str) -> None:
        held = Substitute.objects.select_related("pathway").order_by("-given_at", "pk").first()
        if held:
            self.try_to(lambda: actions.end_substitute(by=self.actor(who), substitute=held, at=self.at))

    @rule(who=name, on=days)
    def employment_ends(self, who: str, on: int) -> None:
        """As the register says it: also from yesterday, which nobody knew then."""
        held, ends = self.job_of(who), self.today + timedelta(days=on - 1)
        if held.period.lower < ends and (held.period.upper is None or ends < held.period.upper):
            factories.remembered()
            Employment.objects.filter(pk=held.pk).update(period=DateRange(held.period.lower, ends))
        type(self).steps += 1

    @rule(who=name, unit=st.sampled_from(UNITS), role=st.sampled_from(WORKS), on=days)
    def employed(self, who: str, unit: str, role: Role, on: int) -> None:
        begins = self.today + timedelta(days=on)
        place, staff = self.cast.members[unit], self.cast.members[who]
        held = Employment.objects.filter(staff=staff, unit=place, role=role, period__overlap=DateRange(begins, None))
        if not held.exists():
            factories.remembered()
            Employment.objects.create(staff=staff, unit=place, role=role, period=DateRange(begins, None))
        type(self).steps += 1

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
        type(self).steps += 1

    @precondition(lambda self: self.pathway)
    @rule(who=name)
    def close(self, who: str) -> None:
        self.try_to(
            lambda: actions.close_pathway(
                by=self.actor(who),
                pathway=self.pathway,
                because=Closing.GOAL_REACHED,
                words="Bo har en ven",
                at=self.at,
            )
        )

    @rule()
    def job_runs(self) -> None:
        """What is derived now and what stands afterwards is the same person, and nothing is left to write down."""
        type(self).steps += 1
        before = self.answering()
        jobs.settle_all(self.at)
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
        for pathway in Pathway.objects.all():
            moments = [pathway.opened_at, self.at, *pathway.holds.values_list("period__startswith", flat=True)]
            for moment in moments:
                is_open = pathway.closed_at is None or moment < pathway.closed_at
                if pathway.opened_at <= moment and is_open:
                    assert Hold.objects.filter(pathway=pathway, period__contains=moment).count() == 1

    @invariant()
    def one_answers_and_is_at_work(self) -> None:
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


@pytest.mark.long
def test_a_baton_is_never_dropped_in_a_long_time(cast):
    assert lived(examples=250, steps=60) >= 10_000
    assert min(Life.done[verb] for verb in ("accept", "decline", "take back")) > 10, "it was alive"
