"""The forms of screening."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from samspor.people.api import StaffMember
from samspor.screening import texts
from samspor.screening.forms.choices import near_first, offer
from samspor.screening.rules import Position
from samspor.ui.forms import Form, SometimesChoiceField, SometimesField

_POSITIONS = [(str(value), label) for value, label in texts.POSITION.items()]


class MomentField(forms.Field):
    """A moment as we wrote it ourselves, to the microsecond."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            return datetime.fromisoformat(value) if value else None
        except ValueError:
            return None


class MarkForm(Form):
    """One's own view of one child. Words may come before the position."""

    position = forms.ChoiceField(choices=_POSITIONS, required=False)
    comment = forms.CharField(required=False, max_length=4000)

    def is_new(self, position: str, comment: str) -> bool:
        """Beside what stands. An empty row is from a page fetched before there was a position: it takes nothing."""
        given = self.cleaned_data
        if position and not given["position"] and not given["comment"]:
            return False
        return (given["position"] or position, given["comment"]) != (position, comment)

    def fault(self) -> str:
        """What is wrong, said at the child's row; nothing when all is well."""
        return " ".join(str(sentence) for sentences in self.errors.values() for sentence in sentences)


def ticked(sent: QueryDict, child: UUID) -> list[UUID]:
    """The signs ticked for one child; what is no key is nobody's sign."""
    found = []
    for word in sent.getlist(f"sign-{child}"):
        with suppress(ValueError):
            found.append(UUID(word))
    return found


class AloneForm(Form):
    reason = forms.CharField(
        label="Hvorfor vurderes barnet kun af én i denne runde?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Normalt ser to på hvert barn hver for sig. Det står ved vurderingen, at I valgte én.",
    )


class ConcludeForm(Form):
    position = forms.ChoiceField(
        label="Barnets position i denne sammenhæng", choices=_POSITIONS, widget=forms.RadioSelect
    )
    justification = SometimesField(
        label="Begrundelse (skal skrives ved øget opmærksomhed og bekymring)",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Hvad ser vi, og hvad gør vi? Skriv, så barnet kan læse det som voksen.",
    )
    participants = forms.MultipleChoiceField(label="Hvem var med i dialogen?", widget=forms.CheckboxSelectMultiple)
    dissent = forms.CharField(
        label="Så nogen det anderledes?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Uenighed er værdifuld. Skriv den, så den bliver husket.",
    )
    dissent_by = SometimesChoiceField(
        label="Hvem så det anderledes?", help_text="Kræves, når der er skrevet en uenighed."
    )
    beside = forms.MultipleChoiceField(
        label="Var andre med?",
        required=False,
        choices=[(str(value), label) for value, label in texts.BESIDE.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    built_on = MomentField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Iterable[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(person.pk), f"{person.name}, {person.title}") for person in people]
        offer(self, "participants", near_first(named, self.initial.get("participants", ())))
        offer(self, "dissent_by", [("", "Vælg"), *named])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        position = given.get("position")
        if position in (Position.YELLOW, Position.RED) and not (given.get("justification") or "").strip():
            self.add_error("justification", "Skriv en begrundelse, når positionen er gul eller rød.")
        if (given.get("dissent") or "").strip() and not given.get("dissent_by"):
            self.add_error("dissent_by", "Vælg, hvem der så det anderledes.")
        return given


class DraftForm(Form):
    """What is being written: half a sentence and no position is fine."""

    KEPT = ("position", "justification", "dissent", "dissent_by")
    position = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    justification = forms.CharField(required=False, widget=forms.HiddenInput, max_length=4000)
    dissent = forms.CharField(required=False, widget=forms.HiddenInput, max_length=4000)
    dissent_by = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    built_on = MomentField(widget=forms.HiddenInput, required=False)


class LookedForm(Form):
    words = forms.CharField(
        label="Hvad så I?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="En enkelt iagttagelse fra hverdagen er nok: noget, barnet gjorde, sagde eller var glad for.",
    )
