"""What is asked about meetings. The questions are said so that a child could read the answers later."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from samspor.forums import texts
from samspor.forums.rules.words import About, When
from samspor.people.api import Employment
from samspor.sharing.rules.topics import Topic
from samspor.ui.forms import DateField, Form

Choices = list[tuple[str, str]]


def choices(words: Mapping[Any, str], only: Iterable[Any] = ()) -> Choices:
    held = list(only)
    return [(str(value), label) for value, label in words.items() if not held or value in held]


def words(label: str, help_text: str = "", *, rows: int = 4) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=4000, widget=area)


def offer(form: Form, name: str, given: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared as one
    field.choices = given


def clock(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label, input_formats=("%H:%M", "%H.%M", "%H:%M:%S"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Skriv klokkeslættet som 9.30."},
    )  # fmt: skip


class NamelessForm(Form):
    """What is written in it names nobody: a word that is a child's name is caught, unless it is said not to be one."""

    confirmed = forms.MultipleChoiceField(
        label="Det er ikke barnets navn", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, caught: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found, field = list(caught), self.fields.pop("confirmed")
        if found:
            self.fields["confirmed"] = field  # last, below what it is about
            offer(self, "confirmed", [(word, word) for word in found])


class HoursForm(NamelessForm):
    starts = clock("Fra klokken")
    ends = clock("Til klokken")
    place = forms.CharField(label="Hvor?", max_length=120)


class ExtendForm(HoursForm):
    first_on = DateField(label="Det første møde")
    last_on = DateField(label="Senest det sidste møde", help_text="Er der kun ét møde, så skriv samme dag.")
    weeks = forms.TypedChoiceField(
        label="Hvor tit?", coerce=int, choices=[(1, "Hver uge"), (2, "Hver anden uge"), (4, "Hver fjerde uge"),
                                                (8, "Hver ottende uge"), (12, "Hver tolvte uge")], initial=4,
    )  # fmt: skip
    field_order = ["form_key", "first_on", "last_on", "weeks", "starts", "ends", "place"]


class PlanForm(ExtendForm):
    type = forms.ChoiceField(label="Hvilken slags møde?")
    unit = forms.ChoiceField(label="For hvem?", help_text="Det sted og de steder, der hører under det.")
    title = forms.CharField(label="Hvad skal det hedde?", max_length=120)
    field_order = ["form_key", "type", "unit", "title", *ExtendForm.field_order[1:]]

    def __init__(self, *args: Any, types: Choices, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "type", [("", "Vælg"), *types])
        offer(self, "unit", units)


class MoveForm(HoursForm):
    day = DateField(label="Hvilken dag?")
    words = words("Hvorfor?", "Alle, der sidder med, kan læse det.", rows=2)
    field_order = ["form_key", "day", "starts", "ends", "place", "words"]


class CancelForm(NamelessForm):
    words = words("Hvorfor?", "Alle, der sidder med, kan læse det.", rows=2)


class HeldForm(Form):
    """What has no minutes yet."""

    talked = forms.MultipleChoiceField(
        label="Hvad talte I om?", help_text="Sæt kryds ved det, I nåede. Resten venter på en ny plads.",
        required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, items: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if items:
            offer(self, "talked", items)
        else:
            del self.fields["talked"]


class PlaceForm(Form):
    starts = clock("Fra klokken")
    minutes = forms.IntegerField(label="Hvor mange minutter?", min_value=5, max_value=180)


class SeatWhereForm(Form):
    sted = forms.ChoiceField(label="Hvor arbejder personen?")

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sted", [("", "Vælg"), *places])


class SeatForm(Form):
    who = forms.ChoiceField(label="Hvem?")
    when = forms.ChoiceField(
        label="I hvilke møder?", choices=choices(texts.WHEN), widget=forms.RadioSelect, initial=str(When.EVERY)
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "who", [("", "Vælg"), *people])


class AskForm(Form):
    """About a named child. What rests on consent says what it is about; what does not says why it is needed."""

    question = words("Hvad vil I have hjælp til at tænke over?", "Ét spørgsmål, så barnet kan læse det.", rows=3)
    aim = forms.ChoiceField(label="Hvad er det til?", choices=choices(texts.AIM), widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label="Hvad vil I tale om?", help_text="Vælg kun det, der er brug for.", widget=forms.CheckboxSelectMultiple
    )
    necessity = words("Hvorfor er mødet nødvendigt?", "Og hvorfor der ikke er samtykke.", rows=3)
    special_reason = words("Er der noget særligt?", "Kun når der er holdt ét SSD-møde om barnet i forvejen.", rows=2)

    def __init__(self, *args: Any, topics: Iterable[Topic], by_consent: bool, follow_up: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "topics", [(one.id, f"{one.title}. {one.help}") for one in topics])
        self.fields["special_reason"].required = False
        away = ["necessity", "special_reason"] if by_consent else ["aim", "topics"]
        for name in [*away, *([] if follow_up else ["special_reason"])]:
            self.fields.pop(name, None)


class UnnamedForm(NamelessForm):
    """There is no field for a name, a birth date or a place, and there must never be one."""

    about = forms.ChoiceField(
        label="Hvad handler det om?", widget=forms.RadioSelect,
        choices=choices(texts.ABOUT, (About.UNNAMED, About.GROUP, About.PRACTICE)),
    )  # fmt: skip
    question = words("Hvad vil I have hjælp til at tænke over?", "Uden navne, datoer og steder.", rows=4)


class ConcludeForm(NamelessForm):
    outcome = forms.ChoiceField(
        label="Hvad nåede I frem til?", choices=choices(texts.OUTCOME), widget=forms.RadioSelect
    )
    text = words("Hvad aftalte I?", "Kort, og så barnet og forældrene kan læse det.")
    who = forms.ChoiceField(label="Hvem sørger for det?")
    due_on = DateField(label="Senest hvornår?")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "who", [("", "Vælg"), *people])


class DoneForm(NamelessForm):
    words = words("Hvad skete der?", "Også hvis det ikke blev til noget.", rows=3)


def named(people: Iterable[Employment]) -> Choices:
    return [(str(one.pk), f"{one.staff.name}, {one.staff.title}") for one in people]
