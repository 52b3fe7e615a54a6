"""Who a family is: its adults, how each of them stands to the child today, and who acts in a request of theirs."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from samspor.access.actor import Actor
from samspor.base.clock import local_date
from samspor.base.refused import NotHere
from samspor.family.models import FamilyVisit
from samspor.family.rules.sight import Standing, has_reached, sight
from samspor.family.rules.words import Sight
from samspor.people.api import Child, Guardian, Guardianship, StaffMember, guardianships_of, held_among, staff_of
from samspor.people.rules import has_custody_on
from samspor.sharing.api import kept

_NOBODY = UUID(int=1)


def me(by: Actor) -> StaffMember:
    """Who hands over: NotHere for an account that is nobody's at work."""
    found = staff_of(by.id)
    if found is None:
        raise NotHere
    return found


def at_the_door(at: datetime) -> Actor:
    """Somebody who has written a code: nobody we know yet."""
    return Actor(id=_NOBODY, name="En, der skrev en kode", on=local_date(at))


def of_family(visit: FamilyVisit, at: datetime) -> Actor:
    """Without role or reach: every question of access is answered no, and the log says whose act it was."""
    if visit.guardian:
        return Actor(id=visit.guardian.pk, name=f"{visit.guardian.name} (forælder)", on=local_date(at))
    return Actor(id=kept(visit.child).pk, name="Barnet selv", on=local_date(at))


def ties_today(child: Child, on: date) -> list[Guardianship]:
    """The adults of the page that was kept."""
    return [one for one in guardianships_of(kept(child)) if _is_today(one, on)]


def _is_today(one: Guardianship, on: date) -> bool:
    return (one.from_on is None or one.from_on <= on) and (one.to_on is None or on <= one.to_on)


def sight_of(child: Child, guardian: UUID, *, ties: Iterable[Guardianship], hidden: bool, on: date) -> Sight:
    """Asked with every request: what ends, ends within one."""
    page = kept(child)
    tie = next((one for one in ties if one.guardian_id == guardian), None)
    return sight(
        Standing(
            is_tied=tie is not None,
            has_custody=tie is not None
            and has_custody_on(has_custody=tie.has_custody, from_on=tie.from_on, to_on=tie.to_on, on=on),
            is_hidden=hidden, is_held_back=bool(held_among([page.pk])),
            has_left=page.left_on is not None and page.left_on <= on, is_of_age=_is_of_age(page, on),
        )
    )  # fmt: skip


def _is_of_age(child: Child, on: date) -> bool:
    return has_reached("turns_18", child.birth_date, on)


def is_named(child: Child, *, hidden: bool) -> bool:
    """Whether the child is called by name: who may not know where it is, may not know what it is called now either."""
    return not hidden and kept(child).protected_until is None


def tie_of(child: Child, guardian: Guardian, on: date) -> Guardianship:
    found = next((one for one in ties_today(child, on) if one.guardian_id == guardian.pk), None)
    if found is None:
        raise NotHere
    return found
