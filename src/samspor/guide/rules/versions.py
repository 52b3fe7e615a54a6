"""Who a guide is for, the states of a version, and when it must be looked at again."""

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from types import MappingProxyType

from samspor.base.refused import Refused


class Audience(StrEnum):
    STAFF = "staff"
    FAMILIES = "families"


class VersionState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    SUCCEEDED = "succeeded"


VERSION_TRANSITIONS: Mapping[VersionState, frozenset[VersionState]] = MappingProxyType(
    {
        VersionState.DRAFT: frozenset({VersionState.PUBLISHED}),
        VersionState.PUBLISHED: frozenset({VersionState.SUCCEEDED}),
        VersionState.SUCCEEDED: frozenset(),
    }
)
LONGEST_UNTIL_REVIEW = timedelta(days=731)  # two years: a guide that nobody looks at goes stale


def check_draft(state: VersionState) -> None:
    if state is not VersionState.DRAFT:
        raise Refused("Vejviseren er udgivet og kan ikke rettes. Lav en kladde, og ret i den.")


def check_no_draft(*, begun: bool) -> None:
    if begun:
        raise Refused("Der er allerede en kladde til vejviseren. Udgiv eller kassér den først.")


def check_review(review_on: date, *, today: date) -> None:
    if review_on <= today:
        raise Refused("Vælg en dag, der ligger efter i dag.", "review_on")
    if review_on - today > LONGEST_UNTIL_REVIEW:
        raise Refused("Vejviseren skal ses efter mindst hvert andet år. Vælg en tidligere dag.", "review_on")


def check_whole(found: list[str]) -> None:
    """`found` are the faults of its path."""
    if found:
        raise Refused(f"Vejviseren kan ikke udgives endnu. {found[0]}")


def is_overdue(review_on: date | None, today: date) -> bool:
    """From the day itself."""
    return review_on is not None and review_on <= today


_KEPT = re.compile(r"[^a-z0-9]+")
_SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
LONGEST_KEY = 60


def key_of(title: str, taken: Collection[str]) -> str:
    """A step's name in addresses, of its title, and like no other's in the version."""
    plain = _KEPT.sub("-", title.casefold().translate(_SPELT)).strip("-")[: LONGEST_KEY - 4].strip("-") or "trin"
    return next(key for number in count(1) if (key := plain if number == 1 else f"{plain}-{number}") not in taken)


def check_link(link: str) -> None:
    if link and (link.startswith("//") or not link.startswith(("https://", "/"))):
        raise Refused("Et link begynder med https:// eller med en skråstreg. Ret det.", "link")


def check_removable(leading_here: Collection[str]) -> None:
    """`leading_here` are the titles of the steps that lead to the one that is taken out."""
    if leading_here:
        named = " og ".join(f"»{title}«" for title in sorted(leading_here))
        raise Refused(f"{named} fører til trinnet. Lad svaret føre et andet sted hen først.")
