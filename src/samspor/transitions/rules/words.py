"""The vocabulary of handovers."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from samspor.people.rules import UnitKind


class Kind(StrEnum):
    """Where from and where to."""

    HEALTH_TO_DAYCARE = "health_to_daycare"
    DAYCARE_TO_SCHOOL = "daycare_to_school"
    SCHOOL_TO_YOUTH = "school_to_youth"
    BETWEEN_UNITS = "between_units"
    OUT_OF_MUNICIPALITY = "out_of_municipality"


class Whose(StrEnum):
    """Whose words stand in a field."""

    STAFF = "staff"
    PARENTS = "parents"
    CHILD = "child"


class Basis(StrEnum):
    """On what a field may be passed on. What we cannot find a paragraph for needs consent."""

    CONSENT = "consent"
    GUIDELINES = "guidelines"  # the municipality's own for passing on what is relevant at transitions


class Choice(StrEnum):
    """What the sender has said of a field. Nothing is chosen beforehand."""

    UNDECIDED = "undecided"
    CHOSEN = "chosen"
    LEFT_OUT = "left_out"


class Said(StrEnum):
    """One parent's answer about one field."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"


class Way(StrEnum):
    """How the parent said it."""

    MEETING = "meeting"
    PHONE = "phone"
    PAPER = "paper"
    LINK = "link"


class GivenBy(StrEnum):
    """How a paper was handed over to a place outside Samspor. Never by mail from here."""

    BY_HAND = "by_hand"
    BY_PARENTS = "by_parents"
    SECURE_POST = "secure_post"


class Use(StrEnum):
    """What the receiver says of a field when some weeks have gone."""

    USEFUL = "useful"
    UNUSED = "unused"
    LACKING = "lacking"


class Source(StrEnum):
    """What may be offered beside a field, to be taken in by a person."""

    JOINT = "joint"
    WORKS = "works"
    WORRIES = "worries"
    STEPS = "steps"
    FOCUS = "focus"
    VOICE = "voice"


DAYCARE = frozenset({UnitKind.DAYCARE, UnitKind.CHILDMINDING})
SCHOOL = frozenset({UnitKind.SCHOOL, UnitKind.AFTER_SCHOOL})
EVERYDAY = DAYCARE | SCHOOL | {UnitKind.CLUB}
SENDERS: Mapping[Kind, frozenset[UnitKind]] = MappingProxyType(
    {
        Kind.HEALTH_TO_DAYCARE: frozenset({UnitKind.HEALTH}),
        Kind.DAYCARE_TO_SCHOOL: DAYCARE,
        Kind.SCHOOL_TO_YOUTH: SCHOOL | {UnitKind.CLUB},
        Kind.BETWEEN_UNITS: EVERYDAY,
        Kind.OUT_OF_MUNICIPALITY: EVERYDAY | {UnitKind.HEALTH},
    }
)
RECEIVERS: Mapping[Kind, frozenset[UnitKind]] = MappingProxyType(
    {
        Kind.HEALTH_TO_DAYCARE: DAYCARE,
        Kind.DAYCARE_TO_SCHOOL: SCHOOL,
        Kind.SCHOOL_TO_YOUTH: frozenset(),
        Kind.BETWEEN_UNITS: EVERYDAY,
        Kind.OUT_OF_MUNICIPALITY: frozenset(),
    }
)


def leaves_samspor(kind: Kind) -> bool:
    """The receiver is not here: it goes as paper, from hand to hand."""
    return not RECEIVERS[kind]
