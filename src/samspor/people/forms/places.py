"""The forms of groups and of those who work in a unit."""

from collections.abc import Iterable
from typing import Any

from django import forms

from samspor.access import texts as access_texts
from samspor.people import texts
from samspor.people.forms.children import LastDayForm, one_of, words
from samspor.people.models import Unit
from samspor.people.rules import Setting, UnitKind
from samspor.ui.forms import DateField, Form


class GroupNameForm(Form):
    name = forms.CharField(label="Gruppens navn", max_length=120)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


ALL = tuple(Setting)
# What one can open in a unit; where none is said, any.
FITTING = {
    UnitKind.DAYCARE: (Setting.DAYCARE,),
    UnitKind.CHILDMINDING: (Setting.DAYCARE,),
    UnitKind.SCHOOL: (Setting.SCHOOL, Setting.LEISURE),
    UnitKind.AFTER_SCHOOL: (Setting.LEISURE,),
    UnitKind.CLUB: (Setting.LEISURE,),
}


class OpenGroupForm(GroupNameForm):
    unit = forms.ChoiceField(label="Enhed")
    setting = forms.ChoiceField(label="Slags", choices=words(texts.SETTING), widget=forms.RadioSelect)
    field_order = ("unit", "name", "setting")

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices, self.units = one_of(units, "Vælg en enhed")
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]  # a choice field
        usable = {setting for unit in self.units.values() for setting in fitting(unit)}
        shown = [setting for setting in ALL if setting in usable]
        self.fields["setting"].choices = [(str(one), texts.SETTING[one]) for one in shown]  # type: ignore[attr-defined]  # a choice field
        self.fields["setting"].initial = shown[0] if shown else None

    def clean(self) -> dict[str, Any]:
        unit, setting = self.units.get(self.cleaned_data.get("unit", "")), self.cleaned_data.get("setting")
        if unit and setting and setting not in fitting(unit):
            self.add_error("setting", f"Den slags gruppe er der ikke i {unit.name}. Vælg en anden.")
        return self.cleaned_data

    def chosen_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


def fitting(unit: Unit) -> tuple[Setting, ...]:
    return FITTING.get(UnitKind(unit.kind), ALL)


class CloseUnitForm(LastDayForm):
    ends_on = DateField(label="Sidste dag", help_text="Fra dagen efter er enheden lukket.")


class EmployForm(Form):
    unit = forms.ChoiceField(label="Enhed")
    role = forms.ChoiceField(label="Rolle", choices=[("", "Vælg en rolle"), *words(access_texts.ROLE)])
    starts_on = DateField(label="Fra")

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices, self.units = one_of(units, "Vælg en enhed")
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def chosen_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


class TakeOnForm(EmployForm):
    name = forms.CharField(label="Navn", max_length=200)
    email = forms.EmailField(label="Arbejdsmail", help_text="Den bruges til at logge ind med.")
    title = forms.CharField(label="Stilling", max_length=120)
    field_order = ("name", "email", "title", "unit", "role", "starts_on")
