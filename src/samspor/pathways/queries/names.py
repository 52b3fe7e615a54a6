"""What those in a pathway are called on a page, and as what they are there."""

from samspor.pathways import texts
from samspor.pathways.models import Action, GoalNumber, Participant
from samspor.pathways.rules.goals import Sayer
from samspor.pathways.rules.together import Kind
from samspor.sharing.rules.words import Sector


def name_of(one: Participant) -> str:
    if one.job:
        return one.job.staff.name
    if one.guardian:
        return one.guardian.name
    return one.name or texts.KIND[Kind.CHILD]


def role_of(one: Participant) -> str:
    if one.job:
        return f"{one.job.staff.title}, {one.job.unit.name}"
    if one.kind == Kind.OTHER:
        return texts.SECTOR[Sector(one.service)]
    if one.kind == Kind.NETWORK:
        return texts.KIND[Kind.NETWORK]
    return texts.KIND[Kind.GUARDIAN] if one.guardian else ""


def name_and_role(one: Participant) -> str:
    return ", ".join(filter(None, (name_of(one), role_of(one))))


def doer(one: Action) -> str:
    if one.staff:
        return one.staff.name
    return name_of(one.participant) if one.participant else ""


def sayer_key(one: GoalNumber) -> str:
    """The same for everything one person has said."""
    return f"{one.sayer}:{one.staff_id or one.guardian_id or one.participant_id or ''}"


def said_by(one: GoalNumber) -> str:
    if one.staff:
        return one.staff.name
    if one.guardian:
        return one.guardian.name
    return name_of(one.participant) if one.participant else texts.SAYER[Sayer.CHILD]


def role_by(one: GoalNumber) -> str:
    if one.staff:
        return one.staff.title
    if one.participant:
        return role_of(one.participant)
    return texts.SAYER[Sayer.GUARDIAN] if one.guardian else ""
