"""Who is in a pathway: staff of whatever service, the adults of the child, the young person, and others."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspor.access.actor import Scope
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.pathways import texts
from samspor.pathways.models.ground import EMPLOYMENT, STAFF, Inside, pathway_privacy
from samspor.pathways.models.pathway import Pathway


class Participant(Inside):
    """Being written here opens nothing by itself.

    Who comes from another service is `is_let_in`: what the lane was asked stands here, and it is asked again each time
    they come (ADR 17). Whoever works with the child is in by their work, and needs no lane.

    `asked_for_by`: the guardian who asked for somebody of the network. No other guardian is told of them.
    """

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="participants")
    kind = WordField(choices=texts.KIND)
    job = models.ForeignKey(EMPLOYMENT, null=True, on_delete=models.PROTECT, related_name="+")
    guardian = models.ForeignKey("people.Guardian", null=True, on_delete=models.PROTECT, related_name="+")
    asked_for_by = models.ForeignKey("people.Guardian", null=True, on_delete=models.PROTECT, related_name="+")
    name = SecretText(null=True)
    task = SecretText()
    contact = SecretText(null=True)
    lead = WordField(choices=texts.LEAD, blank=True)
    is_let_in = models.BooleanField(default=False)
    sender = WordField(choices=texts.SECTOR, blank=True)
    service = WordField(choices=texts.SECTOR, blank=True)
    aim = WordField(choices=texts.AIM, blank=True)
    topics = ArrayField(models.SlugField(max_length=40), default=list)
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = pathway_privacy(
        purpose="that everybody knows who is in it, and what each of them does",
        none=("id", "pathway", "is_let_in", "sender", "service", "aim", "topics", "entered_at", "ended_at"),
        ordinary=("kind", "job", "guardian", "asked_for_by", "lead", "by", "ended_by"),
        sensitive=("name", "task", "contact"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="staff", job__isnull=False, guardian=None, name=None)
                | Q(kind="guardian", job=None, guardian__isnull=False, name=None)
                | Q(kind__in=["other", "network"], job=None, guardian=None, name__isnull=False)
                | Q(kind="child", job=None, guardian=None, name=None),
                name="participant_is_one",
            ),
            models.CheckConstraint(
                condition=Q(
                    is_let_in=False, kind__in=["staff", "guardian", "child", "network"], sender="", service="", aim=""
                )
                | (Q(is_let_in=True, kind="staff") | Q(is_let_in=False, kind="other"))
                & ~Q(sender="") & ~Q(service="") & ~Q(aim=""),
                name="participant_asked_the_lane",
            ),
            models.CheckConstraint(
                condition=Q(kind="network", asked_for_by__isnull=False) | ~Q(kind="network") & Q(asked_for_by=None),
                name="participant_network_asked_for",
            ),
            models.UniqueConstraint(
                fields=["pathway", "lead"], condition=Q(ended_at=None) & ~Q(lead=""), name="participant_lead_once"
            ),
            models.UniqueConstraint(
                fields=["pathway", "job"], condition=Q(ended_at=None, job__isnull=False), name="participant_job_once"
            ),
            models.UniqueConstraint(
                fields=["pathway", "guardian"], condition=Q(ended_at=None, guardian__isnull=False),
                name="participant_guardian_once",
            ),
            models.UniqueConstraint(
                fields=["pathway"], condition=Q(ended_at=None, kind="child"), name="participant_child_once"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["pathway", "entered_at"], name="participant_of_pathway")]
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        """As the pathway is; and one's own, by name, which opens nothing before the lane is asked."""
        own = Q(is_let_in=True, ended_at=None, job__staff=scope.staff, job__period__contains=on)
        return super().reached(scope, on) | own if scope.staff else super().reached(scope, on)
