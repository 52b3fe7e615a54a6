"""What is asked about a list."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from samspor.people.api import Unit
from samspor.roster import texts
from samspor.roster.rules.columns import Columns, sources
from samspor.roster.rules.questions import Say
from samspor.roster.rules.rows import RosterField
from samspor.ui.forms import DateField, Form

_NO_FILE = "Vælg den fil, du har hentet fra jeres system."
_NO_DATE = "Skriv, hvornår barnet er født."
_COLUMN = [("", "Vælg, hvad der står i kolonnen"), *((str(field), words) for field, words in texts.FIELD.items())]


class UploadForm(Form):
    """`units`: where one may import to."""

    file = forms.FileField(
        label="Fil",
        help_text="CSV eller Excel (.xlsx). Den øverste række er overskrifter.",
        error_messages={"required": _NO_FILE, "missing": _NO_FILE, "empty": "Filen er tom. Hent den igen."},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )
    kind = forms.ChoiceField(
        label="Hvad er det for en liste?",
        widget=forms.RadioSelect,
        choices=[(source.key, f"{source.name_da}. {source.help_da}") for source in sources().values()],
        error_messages={"required": "Vælg, hvad det er for en liste."},
    )
    unit = forms.ChoiceField(label="Hvem er listen fra?", error_messages={"required": "Vælg en enhed."})

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        field: Any = self.fields["unit"]
        field.choices = [(key, unit.name) for key, unit in self.units.items()]

    def chosen_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


class ColumnsForm(Form):
    """One question a column: what it is. A column without words is left alone."""

    def __init__(self, *args: Any, columns: Columns | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = columns or Columns((), ())
        for number, (header, field) in enumerate(zip(found.headers, found.fields, strict=True)):
            if header:
                first = str(field or RosterField.IGNORED)
                self.fields[f"column_{number}"] = forms.ChoiceField(
                    label=header, choices=_COLUMN[1:], initial=first, error_messages={"required": "Vælg noget."}
                )
        self.headers = found.headers
        self._familiar = {f"column_{number}" for number, field in enumerate(found.fields) if field}

    def strange(self) -> list[forms.BoundField]:
        """What must be answered comes first."""
        return [bound for bound in self if bound.name not in self._familiar]

    def familiar(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.name in self._familiar]

    def said(self) -> dict[str, RosterField]:
        named = ((name, value) for name, value in self.cleaned_data.items() if name.startswith("column_"))
        return {self.headers[int(name.removeprefix("column_"))]: RosterField(value) for name, value in named}


class AnswerForm(Form):
    """The answers of one question, each with what it leads to. `answer` holds what is said and what it points at."""

    answer = forms.ChoiceField(
        label="Jeres svar", widget=forms.RadioSelect, error_messages={"required": "Vælg et af svarene."}
    )

    birth_date = DateField(label="Fødselsdato", required=False, help_text="Kun når det er et barn, vi ikke kender.")

    def __init__(self, *args: Any, question: str, answers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["answer"]
        if not any(value.strip() == Say.BORN for value, _ in answers):
            del self.fields["birth_date"]
        field.choices = answers
        field.label = question or field.label

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("answer", "").strip() == Say.BORN and "birth_date" in data and not data["birth_date"]:
            self.add_error("birth_date", _NO_DATE)
        return data

    def said(self) -> tuple[Say, str]:
        say, _, target = self.cleaned_data["answer"].partition(" ")
        return Say(say), str(self.cleaned_data["birth_date"]) if say == Say.BORN else target


class CompleteForm(Form):
    """The units of which the list holds every child."""

    units = forms.MultipleChoiceField(
        label="Hvilke enheder har alle deres børn i listen?",
        help_text="Sæt kun kryds, hvis listen er hel. Så stopper pladsen for de børn, der ikke står i den.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, places: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["units"]
        field.choices = [(str(unit.pk), unit.name) for unit in places]


class ConfirmForm(Form):
    """A button without questions: only the key that makes a second press the same as the first."""
