"""How somebody of a family comes in: a code that is handed over, and the visit it opens."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from samspor.audit.guard import must_be_remembered
from samspor.family.models.ground import CHILD, GUARDIAN, STAFF, Keyed, family_privacy


class Invitation(Keyed):
    """One code, for one guardian; without a guardian for the child. `handle` says which code it is; the digits are kept
    nowhere. `missed_at`: when it was tried with the wrong digits.

    `is_together`: the child sits with whoever made it, on their screen.
    """

    child = models.ForeignKey(CHILD, on_delete=models.PROTECT, related_name="+")
    guardian = models.ForeignKey(GUARDIAN, null=True, on_delete=models.PROTECT, related_name="+")
    handle = models.CharField(max_length=5, db_index=True)
    made_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    missed_at = ArrayField(models.DateTimeField(), default=list, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    is_together = models.BooleanField(default=False)
    PRIVACY = family_privacy(
        purpose="that a family comes in, and nobody else",
        retention="1 year", erasure="delete with its visit; the log stays",
        none=("id", "handle", "made_at", "expires_at", "missed_at", "used_at", "revoked_at",
              "is_together"),
        ordinary=("child", "guardian", "made_by"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="invitation_lasts"),
            models.UniqueConstraint(
                fields=["child", "guardian"], condition=Q(used_at=None, revoked_at=None), nulls_distinct=False,
                name="invitation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(is_together=False) | Q(guardian=None), name="invitation_together_with_child"
            ),
        ]  # fmt: skip
        triggers = [must_be_remembered()]


class FamilyVisit(Keyed):
    """Somebody of a family is in. One code opens one visit, which ends by the clock whatever happens.

    `form_key`: of the form the code came in, so that pressing twice is pressing once.
    """

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="visit")
    child = models.ForeignKey(CHILD, on_delete=models.PROTECT, related_name="+")
    guardian = models.ForeignKey(GUARDIAN, null=True, on_delete=models.PROTECT, related_name="+")
    form_key = models.UUIDField(null=True)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = family_privacy(
        purpose="that who has come in stays in for an hour, and no longer",
        retention="1 year", erasure="delete; the log stays",
        none=("id", "invitation", "form_key", "began_at", "ends_at", "ended_at"),
        ordinary=("child", "guardian"),
    )  # fmt: skip

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("began_at")), name="family_visit_lasts")]
        triggers = [must_be_remembered()]
