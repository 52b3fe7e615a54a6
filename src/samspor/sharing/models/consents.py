"""Consents: to an effort, and to exchange information. Two records, for the law means two different things."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.sharing import texts
from samspor.sharing.models.ground import ANSWER_NONE, ASKED_NONE, EFFORT, Answer, Consent, sharing_privacy


class EffortConsent(Consent):
    """That an effort is given to the child."""

    effort = SecretText()
    PRIVACY = sharing_privacy(
        purpose="that an effort is wanted by those who decide over the child", basis=EFFORT,
        none=ASKED_NONE, ordinary=("child", "asked_by", "taken_back_by"),
        sensitive=("effort", "purpose", "taken_back_why"),
    )  # fmt: skip

    class Meta(Consent.Meta):
        indexes = [models.Index(fields=["child", "asked_at"], name="effort_consent_of_child")]
        triggers = [must_be_remembered()]


class ExchangeConsent(Consent):
    """That some information goes from one service to another, or to one place or person there, for one purpose."""

    topics = ArrayField(models.SlugField(max_length=40))
    sender = WordField(choices=texts.SECTOR)
    recipient = WordField(choices=texts.SECTOR)
    to_unit = models.ForeignKey("people.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_person = SecretText(null=True)
    aim = WordField(choices=texts.PURPOSE)
    PRIVACY = sharing_privacy(
        purpose="that nothing is passed on without the family's yes",
        none=(*ASKED_NONE, "topics", "sender", "recipient", "to_unit", "aim"),
        ordinary=("child", "asked_by", "taken_back_by"), sensitive=("purpose", "to_person", "taken_back_why"),
    )  # fmt: skip

    class Meta(Consent.Meta):
        indexes = [models.Index(fields=["child", "asked_at"], name="exchange_consent_of_child")]
        triggers = [must_be_remembered()]


class EffortAnswer(Answer):
    consent = models.ForeignKey(EffortConsent, on_delete=models.PROTECT, related_name="answers")
    PRIVACY = sharing_privacy(
        purpose="who said what to an effort", basis=EFFORT, none=ANSWER_NONE, ordinary=("guardian", "recorded_by")
    )

    class Meta(Answer.Meta):
        triggers = [must_be_remembered()]


class ExchangeAnswer(Answer):
    consent = models.ForeignKey(ExchangeConsent, on_delete=models.PROTECT, related_name="answers")
    PRIVACY = sharing_privacy(
        purpose="who said what to an exchange", none=ANSWER_NONE, ordinary=("guardian", "recorded_by")
    )

    class Meta(Answer.Meta):
        triggers = [must_be_remembered()]
