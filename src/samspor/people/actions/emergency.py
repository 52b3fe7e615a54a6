"""Breaking the glass: reading access to one child for two hours, with a reason, and the leader told at once."""

from datetime import datetime, timedelta

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand, require
from samspor.access.rules import EMERGENCY_HOURS, Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere, Refused
from samspor.messages.api import Template, tell
from samspor.people import queries
from samspor.people.models import Child, EmergencyAccess, StaffMember
from samspor.people.queries.staff import told_of_emergency

SHORTEST_REASON = 15


@transaction.atomic
def open_emergency_access(*, by: Actor, child: Child, reason: str, at: datetime) -> EmergencyAccess:
    demand(by, Permission.EMERGENCY_ACCESS)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("Skriv med en hel sætning, hvorfor du har brug for at se barnets side nu.", "reason")
    staff = queries.staff_of(by.id)
    if staff is None:
        raise Refused("Din konto er ikke knyttet til en medarbejder. Tal med systemadministratoren.")
    StaffMember.objects.select_for_update(no_key=True).get(pk=staff.pk)  # two windows are one after the other
    if EmergencyAccess.objects.filter(child=child, staff=staff, expires_at__gt=at).exists():
        raise Refused("Du har allerede nødadgang til barnet. Søg barnet frem igen, så kommer du til barnets side.")
    until = at + timedelta(hours=EMERGENCY_HOURS)
    made = EmergencyAccess.objects.create(child=child, staff=staff, reason=reason, opened_at=at, expires_at=until)
    purpose = "nødadgang i to timer"
    record(Verb.EMERGENCY_OPENED, by=by, about=made, child_ids=[child.pk], at=at, purpose=purpose)
    for one in told_of_emergency(child, local_date(at), but=staff):
        assert one.account_id  # noqa: S101 -- who cannot sign in is not asked for
        tell(by=by, to=one.account_id, template=Template.EMERGENCY_OPENED, about=made, at=at)
    return made


@transaction.atomic
def review_emergency_access(*, by: Actor, access: EmergencyAccess, finding: str, at: datetime) -> EmergencyAccess:
    """Somebody else has looked at why the glass was broken."""
    access = require(by, Permission.EMERGENCY_REVIEW, access)
    staff = queries.staff_of(by.id)
    if staff is None or access.staff_id == staff.pk:
        raise Refused("Du kan ikke gennemgå din egen nødadgang. Bed en anden om det.")
    if access.reviewed_at:
        raise Refused(
            "Nødadgangen er allerede gennemgået. Det, der er skrevet, kan ikke skrives om. Har du mere at sige, så "
            "tal med den, der gennemgik den."
        )
    access.reviewed_at, access.reviewed_by, access.finding = at, staff, finding
    access.save(update_fields=["reviewed_at", "reviewed_by", "finding"])
    record(Verb.EMERGENCY_REVIEWED, by=by, about=access, child_ids=[access.child_id], at=at)
    return access


@transaction.atomic
def end_emergency_access(*, by: Actor, access: EmergencyAccess, at: datetime) -> EmergencyAccess:
    """By the one who broke the glass, as soon as it is not needed. It is looked at afterwards all the same."""
    demand(by, Permission.EMERGENCY_ACCESS)
    held = queries.own_emergencies(by).select_for_update(of=("self",)).filter(pk=access.pk).first()
    if held is None:
        raise NotHere
    if held.expires_at <= at:
        raise Refused("Nødadgangen er allerede slut. Er der stadig brug for den, så åbn en ny.")
    held.expires_at = at
    held.save(update_fields=["expires_at"])
    record(Verb.EMERGENCY_ENDED, by=by, about=held, child_ids=[held.child_id], at=at)
    return held
