"""A sibling's pathway as it stands beside this one."""

from dataclasses import dataclass
from uuid import UUID

from samspor.pathways.models import Pathway, SiblingLink
from samspor.pathways.pages import address


@dataclass(frozen=True, slots=True)
class Sibling:
    """`key` is the link's."""

    key: UUID
    name: str
    href: str
    is_closed: bool


def sibling(link: SiblingLink, other: Pathway, name: str) -> Sibling:
    return Sibling(link.pk, name, address(other.pk), other.closed_at is not None)
