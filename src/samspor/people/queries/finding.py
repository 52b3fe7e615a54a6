"""Finding one child: by name, by number, by likeness, and the telephone number when it is somebody else's."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from samspor.access.actor import Actor
from samspor.access.kept import Kept
from samspor.access.rules import POLICY, Permission
from samspor.access.secret import ring
from samspor.base.cpr import normalise
from samspor.people.models import Child, Enrolment, Guardianship
from samspor.people.queries.around import home_until
from samspor.people.queries.lists import children_visible_to
from samspor.people.rules import search_words

SEARCH_LIMIT = 50


def search(actor: Actor, words: str) -> QuerySet[Child]:
    """Every word must match: the beginning of a name from two letters, any part of it from three.

    A single letter beside a longer word is the beginning of a name, too: »asta m«.
    """
    found = children_visible_to(actor)
    if not searchable(words):
        return found.none()
    return found.filter(matching(words)).order_by("search_name", "birth_date", "pk")[:SEARCH_LIMIT]


def matching(words: str) -> Q:
    named = Q()
    for word in search_words(words):
        named &= Q(search_name__contains=word if len(word) > 2 else f" {word}")
    return named


def searchable(words: str) -> list[str]:
    return [word for word in search_words(words) if len(word) > 1]


def by_cpr(actor: Actor, digits: str) -> Child | None:
    """Exact, and within reach; a number on a page that was merged away leads to the page that was kept."""
    kept = Child.objects.filter(cpr_hash=ring().digest(digits)).values(key=Coalesce("merged_into", "pk"))
    return children_visible_to(actor).filter(pk__in=kept).first()


def guarded(on: date) -> Q:
    """Of children: protected, with an adult who is, or in the home of somebody who is.

    Outside one's reach nobody learns that such a child exists. Only of few: the home is asked child by child.
    """
    ties = Guardianship.objects.filter(child=OuterRef("pk"))
    with_adult = ties.filter(guardian__protected_until__gte=on)
    at_home = ties.filter(lives_with=True).alias(home_until=home_until("guardian")).filter(home_until__gte=on)
    return Q(protected_until__gte=on) | Q(Exists(with_adult)) | Q(Exists(at_home))


def without_a_place(digits: str, on: date) -> Child | None:
    """A known child whom nobody has, today or later. Asked with the exact number by those who can take it in.

    Never a guarded child: nobody may learn that it exists by trying its number.
    """
    kept = Child.objects.filter(cpr_hash=ring().digest(digits)).values(key=Coalesce("merged_into", "pk"))
    lasting = Enrolment.objects.filter(Q(period__endswith__isnull=True) | Q(period__endswith__gt=on))
    known = Child.objects.filter(~guarded(on), pk__in=kept)
    return known.exclude(pk__in=lasting.values("child")).first()


def whose_number(number: str) -> set[UUID]:
    """For the log: the child that has the number, or the children of the adult who has it, wherever they are."""
    digits = possible_cpr(number)
    held = Q(replacement_number=number.strip().upper())
    if digits:
        digest = ring().digest(digits)
        held = Q(cpr_hash=digest) | Q(guardianships__guardian__cpr_hash=digest)
    return set(Child.objects.filter(held).values_list(Coalesce("merged_into", "pk"), flat=True))


def by_replacement_number(actor: Actor, number: str) -> Child | None:
    return children_visible_to(actor).filter(replacement_number=number.strip().upper()).first()


def known_elsewhere(actor: Actor, digits: str) -> Enrolment | None:
    """Where to ask about a child outside one's reach; never about who is guarded.

    Asked only by those the policy allows, and with the exact number: nobody can try their way through names.
    """
    if not _allowed(actor, Permission.CHILD_KNOWN_ELSEWHERE):
        return None
    return _open_today.first(ring().digest(digits), actor.on)


@Kept
def _open_today(digest: bytes, on: date) -> QuerySet[Enrolment]:
    kept = Child.objects.filter(cpr_hash=digest).values(key=Coalesce("merged_into", "pk"))
    open_ones = Child.objects.filter(~guarded(on), pk__in=kept, left_on=None)
    enrolments = Enrolment.objects.filter(child__in=open_ones, period__contains=on)
    return enrolments.select_related("child", "group__unit").order_by("-is_main", "setting", "pk")[:1]


def may_search(actor: Actor) -> bool:
    """Also those who reach no child yet: they search for the telephone number of those who do."""
    return _allowed(actor, Permission.CHILD_READ) or _allowed(actor, Permission.CHILD_KNOWN_ELSEWHERE)


def _allowed(actor: Actor, permission: Permission) -> bool:
    """By role alone: who comes to children by relation reaches none until there is one."""
    return not actor.roles.isdisjoint(POLICY[permission])


def possible_cpr(words: str) -> str | None:
    try:
        return normalise(words)
    except ValueError:
        return None


def similar(
    actor: Actor, *, given_names: str, family_name: str, birth_date: date | None, besides: UUID | None = None
) -> QuerySet[Child]:
    """Children in reach to look at first: all the same names, or the same birth date and one name."""
    words = search_words(f"{given_names} {family_name}")
    if not words:
        return children_visible_to(actor).none()
    same_name, some_name = Q(), Q(pk__in=[])
    for word in words:
        same_name &= Q(search_name__contains=f" {word}")
        some_name |= Q(search_name__contains=f" {word}")
    born = Q(birth_date=birth_date) & some_name if birth_date else Q(pk__in=[])
    found = children_visible_to(actor).filter(same_name | born).exclude(pk__in=[besides] if besides else [])
    return found.order_by("search_name", "birth_date", "pk")[:10]
