"""The forms of rounds."""

from collections.abc import Iterable
from typing import Any

from django import forms

from samspor.people.api import Unit
from samspor.people.texts import AREA
from samspor.screening import texts
from samspor.screening.forms.choices import offer
from samspor.screening.models import InstrumentVersion
from samspor.screening.rules import PLANNED, RoundKind
from samspor.ui.forms import DateField, Form

_WAYS = [(str(value), label) for value, label in texts.WAY.items()]


class NoticeForm(Form):
    notice_on = DateField(label="Hvornår blev forældrene orienteret om runden?")
    way = forms.ChoiceField(label="Hvordan?", choices=_WAYS, widget=forms.RadioSelect)


class ChangeRoundForm(Form):
    label = forms.CharField(label="Rundens navn", max_length=120, help_text="For eksempel »Efterår 2026«.")
    opens_on = DateField(label="Åbner")
    closes_on = DateField(label="Lukker", help_text="Sidste dag, der kan skrives.")


class PlanForm(ChangeRoundForm):
    kind = forms.ChoiceField(
        label="Hvad er anledningen?",
        choices=[(str(kind), texts.ROUND_KIND[kind]) for kind in PLANNED],
        initial=str(RoundKind.CALENDAR),
        widget=forms.RadioSelect,
        help_text="Før en overgang: for eksempel de børn, der snart skal fra børnehave til skole.",
    )
    area = forms.ChoiceField(label="Område", choices=[(str(value), label) for value, label in AREA.items()])
    instrument = forms.ChoiceField(label="Redskab")
    units = forms.MultipleChoiceField(label="Enheder", widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, units: Iterable[Unit], instruments: Iterable[InstrumentVersion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "units", [(str(unit.pk), unit.name) for unit in units])
        offer(self, "instrument", [(str(one.pk), str(one)) for one in instruments])
