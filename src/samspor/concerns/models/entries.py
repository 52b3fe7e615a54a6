"""What is written in a concern: factors, what must happen, next steps, marks on the ruler, whom one involved."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.base.ics import WORDS
from samspor.concerns import texts
from samspor.concerns.models.concern import Concern
from samspor.concerns.models.ground import STAFF, Entered, Keyed, concern_privacy
from samspor.concerns.models.scales import ScaleAxis, ScaleStep


class Factor(Entered):
    """Something that helps, or something that makes it harder. Its author may word it anew; the old words stay."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="factors")
    kind = WordField(choices=texts.FACTOR_KIND)
    circle = WordField(choices=texts.CIRCLE, blank=True)
    text = SecretText()
    ics = ArrayField(WordField(choices=WORDS), default=list, blank=True)
    observed_on = models.DateField(null=True, blank=True)
    worded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = concern_privacy(
        purpose="to see what helps before what worries",
        none=("id", "concern", "entered_at", "worded_at", "withdrawn_at"),
        ordinary=("by", "observed_on"),
        sensitive=("kind", "circle", "text", "ics"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="protective") | Q(observed_on__isnull=False), name="factor_observed_some_day"
            )
        ]
        triggers = [must_be_remembered()]


class EarlierWording(Keyed):
    """How a factor was worded before its author worded it anew."""

    factor = models.ForeignKey(Factor, on_delete=models.PROTECT, related_name="earlier")
    text = SecretText()
    worded_at = models.DateTimeField()
    UNIT = "factor__concern__unit"
    CHILD = "factor__concern__child"
    PRIVACY = concern_privacy(
        purpose="nothing that was written disappears", none=("id", "factor", "worded_at"), sensitive=("text",)
    )

    class Meta:
        triggers = [must_be_remembered()]


class Wanted(Entered):
    """What must happen: the wanted state, in everyday words. The latest counts; the earlier ones stay."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="wanted")
    text = SecretText()
    PRIVACY = concern_privacy(
        purpose="a common aim", none=("id", "concern", "entered_at"), ordinary=("by",), sensitive=("text",)
    )

    class Meta:
        triggers = [must_be_remembered()]


class NextStep(Entered):
    """What we do where the child already is: who, where, by when, and when we look at it again."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="next_steps")
    what = SecretText()
    who = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    where = SecretText()
    due_on = models.DateField()
    review_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = SecretText(null=True)
    PRIVACY = concern_privacy(
        purpose="an agreed next step",
        none=("id", "concern", "entered_at", "due_on", "review_on", "done_on"),
        ordinary=("by", "who"),
        sensitive=("what", "where", "outcome"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(outcome__isnull=False), name="next_step_done_with_outcome"
            )
        ]
        triggers = [must_be_remembered()]


class RulerMark(Entered):
    """Where one person, by name, puts the mark. A new one is a new row; nothing is averaged or written over.

    `staff` is set when it is a professional's own, which is sealed for the others until two are in or it is opened.
    """

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="marks")
    axis = models.ForeignKey(ScaleAxis, on_delete=models.PROTECT, related_name="marks")
    step = models.ForeignKey(ScaleStep, on_delete=models.PROTECT, related_name="marks")
    whose = WordField(choices=texts.WHOSE)
    name = models.CharField(max_length=200)
    role_words = models.CharField(max_length=120)
    staff = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    note = SecretText(null=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = concern_privacy(
        purpose="everybody's own view, side by side",
        none=("id", "concern", "entered_at", "axis", "said_on", "opened_at", "withdrawn_at"),
        ordinary=("by", "staff", "name", "role_words"),
        sensitive=("step", "whose", "note"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(whose="staff", staff__isnull=False) | (~Q(whose="staff") & Q(staff=None)),
                name="ruler_mark_of_staff",
            )
        ]
        triggers = [must_be_remembered()]


class Involvement(Entered):
    """That somebody was brought in, when and with what words. What was taken back is crossed out."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="involvements")
    party = WordField(choices=texts.PARTY)
    involved_on = models.DateField()
    words = SecretText()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = concern_privacy(
        purpose="whom to involve, and that it was done",
        none=("id", "concern", "entered_at", "involved_on", "withdrawn_at"),
        ordinary=("by", "party"),
        sensitive=("words",),
    )

    class Meta:
        triggers = [must_be_remembered()]
