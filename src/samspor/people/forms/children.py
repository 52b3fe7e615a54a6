"""The forms about a child, and what the others are made of."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from samspor.base import cpr
from samspor.people import rules, texts
from samspor.people.forms.person import CorrectingForm, PersonForm
from samspor.people.models import ChildGroup, StaffMember, Unit
from samspor.ui.forms import DateField, Form, SometimesDateField

Found = TypeVar("Found", ChildGroup, StaffMember, Unit)
_LAST_HINT = "Fra dagen efter gælder det ikke længere."


def one_of(rows: Iterable[Found], first: str) -> tuple[list[tuple[str, str]], dict[str, Found]]:
    """Choices, and what each of them means: only rows one was shown can be chosen."""
    held: dict[str, Found] = {str(row.pk): row for row in rows}
    return [("", first), *((key, _label(row)) for key, row in held.items())], held


def _label(row: ChildGroup | StaffMember | Unit) -> str:
    if isinstance(row, ChildGroup):
        return f"{row.unit.name}, {row.name}"
    return f"{row.name}, {row.title}" if isinstance(row, StaffMember) else row.name


def words(values: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(value), label) for value, label in values.items()]


class ChildForm(PersonForm):
    given_names = forms.CharField(label="Fornavne", max_length=150)
    family_name = forms.CharField(label="Efternavn", max_length=150)
    birth_date = SometimesDateField(label="Fødselsdato", help_text="Kan udelades, når CPR-nummeret er skrevet.")
    cpr = forms.CharField(
        label="CPR-nummer", required=False, max_length=20, help_text="Ti cifre, med eller uden bindestreg."
    )
    replacement_number = forms.CharField(
        label="Erstatningsnummer",
        required=False,
        max_length=20,
        help_text="Kun når barnet ikke har et CPR-nummer.",
    )
    address = forms.CharField(label="Adresse", required=False, max_length=300)
    protected_until = DateField(
        label="Navne- og adressebeskyttelse til og med",
        required=False,
        help_text="Lad feltet stå tomt, når der ingen beskyttelse er.",
    )

    def clean_given_names(self) -> str:
        return self._tidy("given_names")

    def clean_family_name(self) -> str:
        return self._tidy("family_name")

    def clean_replacement_number(self) -> str | None:
        return self.cleaned_data["replacement_number"].strip().upper() or None

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        number, born = data.get("cpr"), data.get("birth_date")
        if number and born and cpr.birth_date(number) != born:
            self.add_error("birth_date", "Fødselsdatoen passer ikke med CPR-nummeret. Ret den ene af dem.")
        if number and not born and "birth_date" in data:
            data["birth_date"] = cpr.birth_date(number)
        return data

    def facts(self) -> dict[str, Any]:
        """What the actions take; an address or a number left empty is not a change."""
        names = ("given_names", "family_name", "birth_date", "replacement_number", "protected_until")
        return {name: self.cleaned_data[name] for name in names} | {"cpr": self.cleaned_data["cpr"] or None}


class EnrolForm(Form):
    group = forms.ChoiceField(label="Gruppe")
    starts_on = DateField(label="Første dag i gruppen")

    def __init__(self, *args: Any, groups: Iterable[ChildGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices, self.groups = one_of(groups, "Vælg en gruppe")
        self.fields["group"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def chosen_group(self) -> ChildGroup:
        return self.groups[self.cleaned_data["group"]]


class RegisterForm(EnrolForm, ChildForm):
    anyway = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)  # whom one was shown
    field_order = ("given_names", "family_name", "birth_date", "cpr", "replacement_number", "group", "starts_on")

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"address": self.cleaned_data["address"] or None}


class CorrectForm(CorrectingForm, ChildForm):
    def __init__(self, *args: Any, number: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if number:
            self.fields["cpr"].help_text = f"Vi har {cpr.masked(number)}. Skriv kun et nummer, hvis det er forkert."

    def facts(self) -> dict[str, Any]:
        return self.changed(super().facts() | self.typed_address()) | {"cpr": self.cleaned_data["cpr"] or None}


class GuardianForm(PersonForm):
    name = forms.CharField(label="Navn", max_length=200)
    relation = forms.ChoiceField(label="Hvem er det?", choices=words(texts.RELATION), widget=forms.RadioSelect)
    has_custody = forms.BooleanField(label="Har forældremyndighed", required=False)
    lives_with = forms.BooleanField(label="Barnet bor her", required=False, initial=True)
    phone = forms.CharField(
        label="Telefon", required=False, max_length=30, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label="Mail", required=False)
    cpr = forms.CharField(
        label="CPR-nummer",
        required=False,
        max_length=20,
        help_text="Så kan søskende findes. Nummeret vises ikke bagefter.",
    )
    address = forms.CharField(label="Adresse", required=False, max_length=300)
    protected_until = DateField(label="Adressebeskyttelse til og med", required=False)

    def clean_name(self) -> str:
        return self._tidy("name")

    def tie(self) -> dict[str, Any]:
        return {
            "relation": rules.Relation(self.cleaned_data["relation"]),
            "has_custody": self.cleaned_data["has_custody"],
            "lives_with": self.cleaned_data["lives_with"],
        }

    def contact(self) -> dict[str, Any]:
        names = ("name", "phone", "email", "protected_until")
        found = {name: self.cleaned_data[name] for name in names if name in self.fields}
        return found | {"address": self.cleaned_data.get("address") or None}


class CorrectGuardianForm(CorrectingForm, GuardianForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["cpr"]

    def leave_out_contact(self) -> None:
        """The adult is known elsewhere, and is reached and corrected there."""
        for name in {"name", "phone", "email", "address", "protected_until", "lifted"} & self.fields.keys():
            del self.fields[name]

    def contact(self) -> dict[str, Any]:
        found = super().contact()
        del found["address"]
        return self.changed(found | self.typed_address())

    def tie(self) -> dict[str, Any]:
        return self.changed(super().tie())


class LastDayForm(Form):
    """People write the last day; what comes out is the end as it is stored, the day after."""

    def clean_ends_on(self) -> date | None:
        return self._day_after("ends_on")

    def _day_after(self, name: str) -> date | None:
        last = self.cleaned_data[name]
        if last == date.max:
            raise ValidationError("Datoen er for langt ude i fremtiden. Skriv en dag, der er nærmere.")
        return rules.day_after(last) if last else None


class EndForm(LastDayForm):
    ends_on = DateField(label="Sidste dag", help_text=_LAST_HINT)


class EndEnrolmentForm(LastDayForm):
    ends_on = DateField(label="Sidste dag i gruppen", help_text="Fra dagen efter går barnet ikke længere i gruppen.")


class LeaveForm(LastDayForm):
    on = DateField(label="Sidste dag i kommunen", help_text="Fra dagen efter er barnet meldt ud.")
    reason = forms.ChoiceField(label="Hvorfor?", choices=words(texts.LEFT_REASON), widget=forms.RadioSelect)

    def clean_on(self) -> date | None:
        return self._day_after("on")


class AffiliateForm(LastDayForm):
    staff = forms.ChoiceField(label="Fagperson")
    reason = forms.CharField(
        label="Hvorfor?", max_length=200, help_text="For eksempel: Forløb om sprog. Grunden står i loggen."
    )
    starts_on = DateField(label="Fra")
    ends_on = DateField(label="Sidste dag", required=False, help_text=_LAST_HINT)

    def __init__(self, *args: Any, staff: Iterable[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices, self.people = one_of(staff, "Vælg en fagperson")
        self.fields["staff"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def chosen_staff(self) -> StaffMember:
        return self.people[self.cleaned_data["staff"]]


class EmergencyForm(PersonForm):
    """The number travels in the form, never in an address."""

    cpr = forms.CharField(widget=forms.HiddenInput, max_length=20)
    reason = forms.CharField(
        label="Hvorfor har du brug for at se barnets side nu?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Skriv en hel sætning. Lederen af barnets enhed får besked, og en anden læser den bagefter.",
    )


class ReviewForm(Form):
    finding = forms.CharField(
        label="Hvad fandt du?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Var adgangen nødvendig, og passer det, personen så, med begrundelsen?",
    )
