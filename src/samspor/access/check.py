"""The three questions: which of these (`within`), this one and lock it (`require`), would it be allowed (`may`)."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet

from samspor.access import asked
from samspor.access.actor import Actor, Scope
from samspor.access.among import Among
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.base.refused import NotHere

M = TypeVar("M", bound=Model)


class Reachable(Protocol):
    """A model says once how its child and its unit are found: paths in `CHILD` and `UNIT`, or its own `reached`."""

    CHILD: str
    UNIT: str

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q: ...


def holds(by: Actor, permission: Permission) -> bool:
    """Whether the permission reaches anything at all: for menu entries and empty pages."""
    asked.note()
    return bool(by.scope(permission))


def within(by: Actor, permission: Permission, queryset: QuerySet[M]) -> QuerySet[M]:
    """Those of the queryset that the permission reaches."""
    asked.note()
    scope = by.scope(permission)
    if scope.everything:
        return queryset
    return queryset.filter(reached(queryset.model, scope, by.on)) if scope else queryset.none()


def may(by: Actor, permission: Permission, obj: Model) -> bool:
    return bool(allowed(by, [permission], obj))


def allowed(by: Actor, permissions: Iterable[Permission], obj: Model) -> frozenset[Permission]:
    """Those of the permissions that reach the object, in one statement; what is known of it is not asked again.

    What is known is kept on the object, which is one request's own. `require` asks anew, and locks.
    """
    asked.note()
    scopes = {permission: by.scope(permission) for permission in permissions}
    known = _known(obj)
    asked_of = [scope for scope in scopes.values() if scope and not scope.everything and scope not in known]
    unknown = list(dict.fromkeys(asked_of))  # in the order they were asked: a kept statement has one for each order
    if unknown:
        asks = tuple(next(one for one, held in scopes.items() if held == scope) for scope in unknown)
        said = _reaching.first(by, asks, type(obj), obj.pk)
        known |= zip(unknown, said or [False] * len(unknown), strict=True)
    return frozenset(one for one, scope in scopes.items() if scope.everything or known.get(scope))


@Kept
def _reaching(by: Actor, permissions: tuple[Permission, ...], model: type[Model], key: UUID) -> QuerySet[Model, Any]:
    """One yes or no for each of the permissions."""
    asks = [ExpressionWrapper(reached(model, by.scope(one), by.on), BooleanField()) for one in permissions]
    return model._default_manager.filter(pk=key).values_list(*asks)  # noqa: SLF001 -- Django's name


def is_reached(by: Actor, permission: Permission, obj: Model) -> None:
    """Says that the object was found `within` the permission, so that the same reach need not be asked again."""
    _known(obj)[by.scope(permission)] = True


def _known(obj: Model) -> dict[Scope, bool]:
    known: dict[Scope, bool] = vars(obj).setdefault("_reached_by", {})
    return known


def found(queryset: QuerySet[M], key: UUID) -> M:
    """The one with that key among those one may see, or NotHere: for pages, whose attempts are remembered."""
    one = queryset.filter(pk=key).first()
    if one is None:
        raise NotHere
    return one


def require(by: Actor, permission: Permission, obj: M) -> M:
    """The object anew and locked until the transaction ends, or NotHere: the check is the lock."""
    locked = type(obj)._default_manager.select_for_update(of=("self",), no_key=True)  # noqa: SLF001 -- Django's name
    found = within(by, permission, locked.filter(pk=obj.pk)).first()
    if found is None:
        raise NotHere
    return found


def demand(by: Actor, permission: Permission) -> None:
    """For what concerns no single object: NotHere unless the permission reaches something."""
    if not holds(by, permission):
        raise NotHere


def reached(model: type[Model], scope: Scope, on: date) -> Q:
    own = getattr(model, "reached", None)
    return (
        own(scope, on) if own else by_paths(scope, unit=getattr(model, "UNIT", ""), child=getattr(model, "CHILD", ""))
    )


def by_paths(scope: Scope, *, unit: str, child: str) -> Q:
    """Nothing is reached by a model that names no path."""
    paths = [Q(Among(path, keys)) for path, keys in ((unit, scope.units), (child, scope.children)) if path and keys]
    return reduce(or_, paths, Q(pk__in=[]))
