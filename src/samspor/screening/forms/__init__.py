"""The forms of screening."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms

from samspor.people.api import StaffMember, Unit
from samspor.people.texts import AREA
from samspor.screening import texts
from samspor.screening.models import InstrumentVersion
from samspor.screening.rules import Position
from samspor.ui.forms import DateField, Form

_POSITIONS = [(str(value), label) for value, label in texts.POSITION.items()]
_WAYS = [(str(value), label) for value, label in texts.WAY.items()]


class MomentField(forms.Field):
    """A moment as we wrote it ourselves, to the microsecond."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            return datetime.fromisoformat(value) if value else None
        except ValueError:
            return None


class MarkForm(Form):
    """One's own view of one child."""

    position = forms.ChoiceField(choices=_POSITIONS)
    comment = forms.CharField(required=False, max_length=4000)


class NoticeForm(Form):
    notice_on = DateField(label="Hvornår blev forældrene orienteret om runden?")
    way = forms.ChoiceField(label="Hvordan?", choices=_WAYS, widget=forms.RadioSelect)


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
    justification = forms.CharField(
        label="Begrundelse",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Hvad ser vi, og hvad gør vi? Skriv, så barnet kan læse det som voksen. Kræves ved gul og rød.",
    )
    participants = forms.MultipleChoiceField(label="Hvem var med i dialogen?", widget=forms.CheckboxSelectMultiple)
    dissent = forms.CharField(
        label="Så nogen det anderledes?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Uenighed er værdifuld. Skriv den, så den bliver husket.",
    )
    dissent_by = forms.ChoiceField(label="Hvem så det anderledes?", required=False)
    built_on = MomentField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Iterable[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(person.pk), f"{person.name}, {person.title}") for person in people]
        _offer(self, "participants", named)
        _offer(self, "dissent_by", [("", "Vælg"), *named])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        position = given.get("position")
        if position in (Position.YELLOW, Position.RED) and not (given.get("justification") or "").strip():
            self.add_error("justification", "Skriv en begrundelse, når positionen er gul eller rød.")
        if (given.get("dissent") or "").strip() and not given.get("dissent_by"):
            self.add_error("dissent_by", "Vælg, hvem der så det anderledes.")
        return given


class InformForm(Form):
    informed_on = DateField(label="Hvornår blev forældrene orienteret?")
    way = forms.ChoiceField(label="Hvordan?", choices=_WAYS, widget=forms.RadioSelect)


class ChangeRoundForm(Form):
    label = forms.CharField(label="Rundens navn", max_length=120, help_text="For eksempel »Efterår 2026«.")
    opens_on = DateField(label="Åbner")
    closes_on = DateField(label="Lukker", help_text="Sidste dag, der kan skrives.")


class PlanForm(ChangeRoundForm):
    area = forms.ChoiceField(label="Område", choices=[(str(value), label) for value, label in AREA.items()])
    instrument = forms.ChoiceField(label="Redskab")
    units = forms.MultipleChoiceField(label="Enheder", widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, units: Iterable[Unit], instruments: Iterable[InstrumentVersion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "units", [(str(unit.pk), unit.name) for unit in units])
        _offer(self, "instrument", [(str(one.pk), str(one)) for one in instruments])


def _offer(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
    field.choices = choices
