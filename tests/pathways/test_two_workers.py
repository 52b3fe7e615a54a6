"""Two who act on one pathway in the same moment, again and again: never nobody, never two. Everything is committed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from samspor.access.actor import Actor
from samspor.access.models import Account
from samspor.access.rules import Role
from samspor.base.clock import local_date
from samspor.base.refused import NotHere, Refused
from samspor.pathways import actions, jobs, queries
from samspor.pathways.models import BatonOffer, Hold, Pathway, Substitute
from samspor.pathways.rules.words import Absence, Closing, Origin
from samspor.people.models import Child, Employment, Enrolment, StaffMember
from samspor.people.queries import actor_for
from tests import factories
from tests.cast import BEGAN, NOW, Cast
from tests.pathways.conftest import DAY, DAYS

NAMES = ("ada", "ole", "lars", "pia")
GROUPS = ("spurvene", "alfer")


@dataclass
class Life:
    """A child of one's own, two colleagues who may leave, and two who stay."""

    cast: Cast
    child: Child
    staff: dict[str, StaffMember]
    at: datetime = NOW
    done: Counter[str] = field(default_factory=Counter)
    wrong: list[Exception] = field(default_factory=list)

    def actor(self, who: str) -> Actor:
        return actor_for(self.staff[who].account, at=self.at)

    def job(self, who: str) -> Employment:
        held = Employment.objects.filter(staff=self.staff[who]).order_by("-period", "pk")
        return held.filter(period__contains=local_date(self.at)).first() or held[0]

    def pathway(self) -> Pathway:
        return Pathway.objects.filter(child=self.child).order_by("-opened_at", "pk")[0]

    def offered(self) -> BatonOffer:
        held = BatonOffer.objects.filter(pathway__child=self.child).select_related("pathway", "to__staff__account")
        waiting = held.filter(answered_at=None).first() or held.order_by("-offered_at", "pk").first()
        if waiting is None:
            raise NotHere
        return waiting

    def both(self, first: Callable[[], object], second: Callable[[], object]) -> None:
        together = Barrier(2)
        threads = [Thread(target=self.one, args=[verb, together]) for verb in (first, second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def one(self, verb: Callable[[], object], together: Barrier) -> None:
        """What a verb refuses is an answer. Whatever else it says is what we are looking for."""
        try:
            together.wait()
            verb()
        except (Refused, NotHere):
            pass
        except Exception as wrong:  # noqa: BLE001 -- kept, and looked at by whoever waits
            self.wrong.append(wrong)
        else:
            self.done[verb.__name__] += 1
        finally:
            connections.close_all()


def opens(life: Life, who: str, _to: str) -> None:
    actions.open_pathway(
        by=life.actor(who), child=life.child, origin=Origin.STAFF, purpose="En ven", what="Vi mødes",
        on=local_date(life.at) + 7 * DAY, at=life.at,
    )  # fmt: skip


def offers(life: Life, who: str, to: str) -> None:
    actions.offer_baton(
        by=life.actor(who), pathway=life.pathway(), to=life.job(to), words="Tag den", days=DAYS, at=life.at
    )


def accepts(life: Life, _who: str, _to: str) -> None:
    offer = life.offered()
    actions.accept_baton(by=actor_for(offer.to.staff.account, at=life.at), offer=offer, at=life.at)


def declines(life: Life, _who: str, _to: str) -> None:
    offer = life.offered()
    actions.decline_baton(by=actor_for(offer.to.staff.account, at=life.at), offer=offer, words="Nej", at=life.at)


def takes_back(life: Life, who: str, _to: str) -> None:
    actions.take_back_offer(by=life.actor(who), offer=life.offered(), at=life.at)


def settles(life: Life, _who: str, _to: str) -> None:
    """As each of the workers does it."""
    jobs.write_down(life.pathway(), life.at)


def covers(life: Life, who: str, to: str) -> None:
    today = local_date(life.at)
    actions.give_substitute(
        by=life.actor(who), pathway=life.pathway(), who=life.job(to), from_on=today, to_on=today + 3 * DAY,
        why=Absence.SICK, at=life.at,
    )  # fmt: skip


def is_back(life: Life, who: str, _to: str) -> None:
    held = Substitute.objects.filter(pathway=life.pathway(), ended_at=None).select_related("pathway").first()
    if held is None:
        raise NotHere
    actions.end_substitute(by=life.actor(who), substitute=held, at=life.at)


def closes(life: Life, who: str, _to: str) -> None:
    actions.close_pathway(
        by=life.actor(who), pathway=life.pathway(), because=Closing.GOAL_REACHED, words="Det gik", at=life.at
    )


@transaction.atomic
def leaves(life: Life, who: str, _to: str) -> None:
    """Of the two who may: from tomorrow."""
    if who in {"lars", "pia"}:
        raise NotHere
    ends = local_date(life.at) + DAY
    factories.remembered()
    Employment.objects.filter(staff=life.staff[who], period__endswith=None).update(period=DateRange(BEGAN, ends))


@transaction.atomic
def moves(life: Life, who: str, _to: str) -> None:
    """To a group in another house, and perhaps back."""
    today, group = local_date(life.at), life.cast.members[GROUPS[NAMES.index(who) % 2]]
    factories.remembered()
    Child.objects.select_for_update().get(pk=life.child.pk)
    last = Enrolment.objects.filter(child=life.child).latest("period")
    if last.group_id == group.pk or last.period.lower >= today:
        raise NotHere
    last.period = DateRange(last.period.lower, today)
    last.save(update_fields=["period"])
    factories.enrolment(life.child, group, today)


VERBS = (opens, offers, accepts, declines, takes_back, settles, covers, is_back, closes, leaves, moves)
# Offered and answered more often than ended: else nothing would live long.
OFTEN = st.sampled_from([*VERBS, offers, offers, accepts, accepts, declines, takes_back, settles, covers])
NAME = st.sampled_from(NAMES)
PAIR = st.tuples(OFTEN, NAME, NAME, OFTEN, NAME, NAME, st.sampled_from([0, 1, 5, 24, 24 * 5]))


def begun(cast: Cast) -> Life:
    with transaction.atomic():
        child = factories.child(cast.spurvene)
        staff = {name: hired(cast, name) for name in ("ada", "ole")}
    life = Life(cast, child, staff | {"lars": cast.lars, "pia": cast.pia})
    opens(life, "pia", "")
    return life


def hired(cast: Cast, name: str) -> StaffMember:
    account = Account.objects.create(email=f"{name}-{uuid4().hex}@fjordby.example", name=name.title())
    made = StaffMember.objects.create(account=account, name=name.title(), title="Pædagog")
    Employment.objects.create(staff=made, unit=cast.solsikken, role=Role.PEDAGOGUE, period=DateRange(BEGAN, None))
    return made


def one_holds_it_throughout(life: Life) -> None:
    for pathway in Pathway.objects.filter(child=life.child):
        held = [one.period for one in Hold.objects.filter(pathway=pathway).order_by("period")]
        assert held[0].lower == pathway.opened_at
        assert [one.upper for one in held[:-1]] == [one.lower for one in held[1:]]
        assert held[-1].upper == pathway.closed_at
        if pathway.closed_at is None:
            assert isinstance(queries.standing_of(pathway).who(life.at), StaffMember)
    assert Pathway.objects.filter(child=life.child, closed_at=None).count() <= 1
    assert BatonOffer.objects.filter(pathway__child=life.child, answered_at=None).count() <= 1


def lived(cast: Cast, examples: int, pairs: int) -> Counter[str]:
    """How often each verb was done, and all that was tried."""
    done: Counter[str] = Counter()

    @settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None, print_blob=False,
        phases=[Phase.generate],
    )  # fmt: skip
    @given(st.lists(PAIR, min_size=pairs, max_size=pairs))
    def together(held: list[tuple[Callable[..., None], str, str, Callable[..., None], str, str, int]]) -> None:
        life = begun(cast)
        for first, who, to, second, other, its, hours in held:
            life.both(_of(life, first, who, to), _of(life, second, other, its))
            assert life.wrong == []
            one_holds_it_throughout(life)
            life.at += timedelta(hours=hours)
        done.update(life.done)
        done["tried"] += 2 * len(held)

    together()
    return done


def _of(life: Life, verb: Callable[[Life, str, str], None], who: str, to: str) -> Callable[[], None]:
    def does() -> None:
        verb(life, who, to)

    does.__name__ = verb.__name__
    return does


def test_two_at_once_never_drop_it_and_never_hold_it_both(committed, cast):
    assert lived(cast, examples=6, pairs=8)["tried"] >= 90


@pytest.mark.long
def test_two_at_once_for_a_long_time(committed, cast, capsys):
    done = lived(cast, examples=126, pairs=40)
    with capsys.disabled():
        print(f"\n{dict(done.most_common())}")  # noqa: T201 -- what a long run is read for
    assert done["tried"] >= 10_000
    assert {verb.__name__ for verb in VERBS} <= set(done)
    assert min(done[verb.__name__] for verb in (offers, accepts, declines, takes_back)) > 10, "it was alive"
