"""What one can ask the log for."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from samspor.audit import texts
from samspor.audit.queries import Wanted
from samspor.ui.forms import DateField, Form

_ODD = "Skriv et årstal mellem 2000 og 2100."
YEARS = [MinValueValidator(date(2000, 1, 1), _ODD), MaxValueValidator(date(2100, 12, 31), _ODD)]


class Filter(Form):
    medarbejder = forms.CharField(label="Medarbejderens navn", required=False, max_length=100)
    medarbejder_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    barn = forms.UUIDField(
        label="Barnets nøgle", required=False, widget=forms.HiddenInput,
        error_messages={"invalid": "En nøgle er 36 tegn, for eksempel 123e4567-e89b-12d3-a456-426614174000."},
    )  # fmt: skip
    slags = forms.ChoiceField(label="Slags", required=False, choices=[("", "Alle"), *texts.KIND.items()])
    fra = DateField(label="Fra og med", required=False, validators=YEARS)
    til = DateField(label="Til og med", required=False, validators=YEARS)
    alt = forms.BooleanField(label="Vis også alt andet end det, der handler om børn", required=False)
    efter = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        if asked.get("fra") and asked.get("til") and asked["fra"] > asked["til"]:
            self.add_error("til", "Perioden slutter, før den begynder. Byt om på datoerne.")
        return asked

    def wanted(self) -> Wanted:
        asked = self.cleaned_data
        return Wanted(
            name=asked["medarbejder"], actor_id=asked["medarbejder_id"], child=asked["barn"], kind=asked["slags"],
            since=asked["fra"], until=asked["til"], everything=asked["alt"], after=asked["efter"],
        )  # fmt: skip


class FindChild(Form):
    """Posted, because a CPR number must never stand in an address."""

    hvem = forms.CharField(
        label="Barnets CPR-nummer eller nøgle", max_length=40,
        help_text="Hele CPR-nummeret, eller de første otte tegn af en nøgle i loggen.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
