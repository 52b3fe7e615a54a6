"""What the forms about a person share, and how one corrects no more than one has changed."""

import json
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from samspor.base.refused import Refused
from samspor.people import rules
from samspor.ui.forms import Form

_UNCOVERS = "Bliver beskyttelsen fjernet eller gjort kortere, kan alle omkring barnet se adressen. Det står i loggen."
_TICK = "Sæt kryds i »Beskyttelsen er ophævet«, hvis den skal tages af eller gøres kortere. Ellers lad datoen stå."


class PersonForm(Form):
    """What a form about a person cleans: names without stray blanks, numbers as ten digits."""

    def clean_cpr(self) -> str:
        try:
            return rules.as_cpr(self.cleaned_data["cpr"])
        except Refused as refused:
            raise ValidationError(refused.sentence) from None

    def _tidy(self, name: str) -> str:
        return " ".join(self.cleaned_data[name].split())


class CorrectingForm(PersonForm):
    """Carries what stood when it was shown: somebody may have written since, and what one left alone is theirs.

    A covered address is not in the form. There is room for another when asked for; an empty field erases none.
    """

    built_on = forms.CharField(required=False, widget=forms.HiddenInput)
    lifted = forms.BooleanField(
        label="Beskyttelsen er ophævet",
        required=False,
        help_text="Sæt kryds, når beskyttelsen skal tages af eller gøres kortere.",
    )

    def __init__(
        self, *args: Any, until: date | None, on: date, hidden_address: bool = False, new_address: bool = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.until, self.on = until, on
        self.stands = {name: _text(value) for name, value in self.initial.items()}
        self.initial["built_on"] = json.dumps(self.stands)
        if not rules.is_protected(until, on):
            del self.fields["lifted"]
        self._cover(hidden_address=hidden_address, new_address=new_address)

    def _cover(self, *, hidden_address: bool, new_address: bool) -> None:
        if hidden_address:
            self.fields["protected_until"].help_text = _UNCOVERS
        if hidden_address and not new_address:
            del self.fields["address"]
        elif hidden_address:
            self.fields["address"].label = "Ny adresse"
            self.fields["address"].help_text = "Den, vi har, vises ikke her. Lad feltet stå tomt, når den gælder."

    @property
    def address_left_out(self) -> bool:
        return "address" not in self.fields

    def clean(self) -> dict[str, Any]:
        """Protection is taken off by saying so, and never by an empty field alone."""
        data = super().clean() or self.cleaned_data
        wanted = self.changed({"protected_until": data.get("protected_until")}) if "protected_until" in data else {}
        eased = wanted and rules.eases_protection(self.until, wanted["protected_until"], self.on)
        if eased and not data.get("lifted"):
            self.add_error("lifted", _TICK)
        return data

    def clean_built_on(self) -> dict[str, str]:
        """What the page showed; a page that does not say showed what stands now."""
        try:
            return self.stands | dict(json.loads(self.cleaned_data["built_on"] or "{}"))
        except (TypeError, ValueError):
            raise ValidationError("Siden kan ikke sendes. Hent den igen, og ret det så.") from None

    def changed(self, facts: dict[str, Any]) -> dict[str, Any]:
        shown = self.cleaned_data.get("built_on", self.stands)
        return {name: value for name, value in facts.items() if _text(value) != shown.get(name, "")}

    def typed_address(self) -> dict[str, Any]:
        typed = self.cleaned_data.get("address")
        return {"address": typed} if typed else {}


def _text(value: Any) -> str:
    return str(value) if value else ""
