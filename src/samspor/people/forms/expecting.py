"""The forms of a child that is not born yet."""

from collections.abc import Iterable
from typing import Any

from django import forms

from samspor.people.forms.children import EnrolForm
from samspor.people.forms.person import PersonForm
from samspor.people.models import ChildGroup, Guardianship
from samspor.ui.forms import DateField


class ExpectForm(EnrolForm):
    """A child that is not born yet."""

    due_date = DateField(label="Termin")
    starts_on = DateField(
        label="Første dag i gruppen", help_text="Tidligst terminen. Kun i sundhedsplejens grupper kan det være før."
    )


class ExpectFirstForm(ExpectForm, PersonForm):
    name = forms.CharField(label="Morens navn", max_length=200)
    cpr = forms.CharField(
        label="Morens CPR-nummer",
        required=False,
        max_length=20,
        help_text="Så bliver søskende fundet, når barnet er født. Nummeret vises ikke bagefter.",
    )
    phone = forms.CharField(
        label="Morens telefon", required=False, max_length=30, widget=forms.TextInput(attrs={"type": "tel"})
    )
    field_order = ("name", "cpr", "phone", "due_date", "group", "starts_on")

    def clean_name(self) -> str:
        return self._tidy("name")

    def mother(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "phone")} | {"cpr": self.cleaned_data["cpr"] or None}


class ExpectSiblingForm(ExpectForm):
    mother = forms.ChoiceField(label="Hvem venter barnet?", widget=forms.RadioSelect)
    field_order = ("mother", "due_date", "group", "starts_on")

    def __init__(self, *args: Any, groups: Iterable[ChildGroup], ties: Iterable[Guardianship], **kwargs: Any) -> None:
        super().__init__(*args, groups=groups, **kwargs)
        self.ties = {str(tie.pk): tie for tie in ties}
        choices = [(key, tie.guardian.name) for key, tie in self.ties.items()]
        self.fields["mother"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def chosen_tie(self) -> Guardianship:
        return self.ties[self.cleaned_data["mother"]]
