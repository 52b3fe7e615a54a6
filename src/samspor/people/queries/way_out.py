"""Before something reaches a child's parents: rooms above say when it must not."""

from collections.abc import Callable

from samspor.access.actor import Actor
from samspor.people.models import Child

Check = Callable[[Actor, Child], None]
_checks: list[Check] = []


def hold_back(check: Check) -> None:
    """Called from a room's `apps.py`: `check` raises Refused. Saying it twice is the same as once."""
    if check not in _checks:
        _checks.append(check)


def check_way_out(actor: Actor, child: Child) -> None:
    """Asked by whatever tells, shows or hands something to the parents."""
    for check in _checks:
        check(actor, child)
