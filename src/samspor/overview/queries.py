"""Which child a number or a key belongs to, whoever asks: for the log only, never for a page about the child."""

import re
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from samspor.access.kept import Kept
from samspor.access.secret import ring
from samspor.audit.children import Meant
from samspor.base.cpr import masked
from samspor.people.api import Child, possible_cpr, same_child

_KEY = re.compile(r"[0-9a-f]{8,32}")


def keys_by_number(words: str) -> tuple[UUID, ...]:
    """Out of reach or protected too; a number on a page that was merged away belongs to the page that was kept."""
    digits = possible_cpr(words)
    return tuple(_by_hash(ring().digest(digits)) if digits else _by_replacement(words.strip().upper()))


@Kept
def _by_hash(digest: bytes) -> QuerySet[Child, UUID]:
    return Child.objects.filter(cpr_hash=digest).values_list(Coalesce("merged_into", "pk"), flat=True)[:2]


@Kept
def _by_replacement(number: str) -> QuerySet[Child, UUID]:
    return Child.objects.filter(replacement_number=number).values_list(Coalesce("merged_into", "pk"), flat=True)[:2]


def meant(text: str) -> Meant:
    """A CPR number, a replacement number, or a key from its first eight characters on."""
    key = text.strip().lower().replace("-", "")
    digits = possible_cpr(text)
    if digits is None and _KEY.fullmatch(key):
        return Meant(_keys_from(key))
    return Meant(keys_by_number(text), masked(digits or text.strip()))


def _keys_from(key: str) -> tuple[UUID, ...]:
    between = (UUID(key.ljust(32, "0")), UUID(key.ljust(32, "f")))
    return tuple(Child.objects.filter(pk__range=between).values_list("pk", flat=True)[:2])


def pages_of(key: UUID) -> list[UUID]:
    """The page that was kept and those merged into it, whichever of them is asked about."""
    child = Child.objects.filter(pk=key).first()
    return same_child(child) if child else [key]


def initials(key: UUID) -> str:
    """»A. L.-M., født 2022«; of a protected child nothing."""
    child = Child.objects.filter(pk=key).first()
    if child is None or child.protected_until:
        return ""
    letters = " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in child.name.split())
    return f"{letters}, født {child.birth_date.year}" if child.birth_date else letters
