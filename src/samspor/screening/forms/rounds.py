"""The forms of rounds."""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms

from samspor.people.api import Unit
from samspor.people.texts import AREA
from samspor.screening import texts
from samspor.screening.forms.choices import offer
from samspor.screening.models import InstrumentVersion
from samspor.screening.rules import PLANNED, RoundKind
from samspor.ui.danish import long_date
from samspor.ui.forms import DateField, Form

_WAYS = [(str(value), label) for value, label in texts.WAY.items()]


def _named(one: InstrumentVersion) -> str:
    """With its days, since there may be one that has not begun."""
    last = f" til {long_date(one.valid_to - timedelta(days=1))}" if one.valid_to else ""
    return f"{one} (fra {long_date(one.valid_from)}{last})"


class NoticeForm(Form):
    notice_on = DateField(label="Hvornår blev forældrene orienteret om runden?")
    way = forms.ChoiceField(label="Hvordan?", choices=_WAYS, widget=forms.RadioSelect)
    built_on = forms.CharField(required=False, widget=forms.HiddenInput, max_length=100)  # what one saw


class ChooseChildrenForm(Form):
    """Those who are to begin elsewhere are ticked to begin with."""

    children = forms.MultipleChoiceField(label="Hvilke børn handler runden om?", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, children: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "children", list(children))


class RoundForm(Form):
    label = forms.CharField(label="Rundens navn", max_length=120, help_text="For eksempel »Efterår 2026«.")
    opens_on = DateField(label="Åbner")
    closes_on = DateField(label="Lukker", help_text="Sidste dag, der kan skrives.")


class ChangeRoundForm(RoundForm):
    """Carries what stood when it was shown: somebody may have changed the round since."""

    built_on = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1000)

    def clean_built_on(self) -> dict[str, str]:
        try:
            return dict(json.loads(self.cleaned_data["built_on"]))
        except (TypeError, ValueError):
            return {}  # which is not what stands


class PlanForm(RoundForm):
    """A whole district at once, or single units; of one area, since each area has signs of its own."""

    kind = forms.ChoiceField(
        label="Hvad er anledningen?",
        choices=[(str(kind), texts.ROUND_KIND[kind]) for kind in PLANNED],
        initial=str(RoundKind.CALENDAR),
        widget=forms.RadioSelect,
        help_text="Før en overgang: lederen vælger børnene, for eksempel dem, der snart skal fra børnehave til skole.",
    )
    area = forms.ChoiceField(label="Område", help_text="En runde er for ét område.")
    instrument = forms.ChoiceField(label="Redskab")
    districts = forms.MultipleChoiceField(
        label="Hele distrikter",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alle de enheder i distriktet, der hører til området.",
    )
    units = forms.MultipleChoiceField(label="Enheder", required=False, widget=forms.CheckboxSelectMultiple)
    alongside = forms.BooleanField(label="Ja, de to runder skal være i gang samtidig", required=False)

    def __init__(
        self, *args: Any, units: Iterable[Unit], districts: Mapping[UUID, str],
        instruments: Iterable[InstrumentVersion], **kwargs: Any,
    ) -> None:  # fmt: skip
        """`districts`: by unit, the name of the district it lies in."""
        super().__init__(*args, **kwargs)
        self.offered, self.places = list(units), districts
        there = {unit.area for unit in self.offered}
        offer(self, "area", [(str(value), label) for value, label in AREA.items() if value in there])
        offer(self, "units", [(str(unit.pk), f"{unit.name} ({AREA[unit.area].lower()})") for unit in self.offered])
        offer(self, "instrument", [(str(one.pk), _named(one)) for one in instruments])
        offer(self, "districts", [(name, name) for name in self._whole_districts()])
        if not self._whole_districts():
            del self.fields["districts"]
            self.fields["units"].required = True
        if len(self.offered) == 1:
            self.initial["units"] = [str(self.offered[0].pk)]

    def _whole_districts(self) -> list[str]:
        """Those in which one plans for more than one unit."""
        names = [self.places[unit.pk] for unit in self.offered if unit.pk in self.places]
        return sorted({name for name in names if names.count(name) > 1})

    def chosen(self) -> list[Unit]:
        """Those chosen by themselves, and those of the area in the districts that were chosen."""
        given = self.cleaned_data
        whole = {
            unit.pk
            for unit in self.offered
            if unit.area == given["area"] and self.places.get(unit.pk, "") in given.get("districts", ())
        }
        return [unit for unit in self.offered if unit.pk in whole or str(unit.pk) in given["units"]]
