"""What is asked about goals and about what somebody does."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from samspor.concerns.api import Scale, ScaleStep
from samspor.pathways import texts
from samspor.pathways.rules.doing import ActionState
from samspor.pathways.rules.goals import GoalState
from samspor.ui.forms import DateField, Form, SometimesDateField, SometimesField, TagsField

Choices = Sequence[tuple[str, str]]


def choices(words: Mapping[Any, str], values: Iterable[Any] | None = None) -> list[tuple[str, str]]:
    return [(str(one), words[one]) for one in (words if values is None else values)]


def words(label: str, help_text: str = "", *, rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=4000, widget=area)


def offer(form: Form, name: str, offered: Choices) -> None:
    form.fields[name].choices = list(offered)  # type: ignore[attr-defined]  # only ever one that offers


class GoalForm(Form):
    words = words("Hvad vil I gerne have?", f"Med familiens egne ord. {texts.FAMILY_READS}", rows=2)
    whose = forms.ChoiceField(label="Hvis ord er det?", choices=choices(texts.WORDS), widget=forms.RadioSelect)
    scale = forms.ChoiceField(
        label="Hvilken skala vil I bruge?", help_text="Målet beholder sin skala, så tallene kan følges."
    )
    ics = TagsField()

    def __init__(self, *args: Any, scales: Iterable[Scale], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "scale", [(str(one.pk), one.title) for one in scales])


class NumberForm(Form):
    who = forms.ChoiceField(label="Hvis tal er det?", help_text="Skriv kun, hvad den selv har sagt.")
    step = forms.ChoiceField(label="Hvor er vi nu?", help_text=texts.FAMILY_READS, widget=forms.RadioSelect)
    said_on = DateField(label="Hvilken dag blev det sagt?")

    def __init__(self, *args: Any, people: Choices, steps: Iterable[ScaleStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "who", people)
        offer(self, "step", [(str(one.pk), str(one)) for one in steps])


class EndGoalForm(Form):
    to = forms.ChoiceField(
        label="Hvad blev der af målet?", widget=forms.RadioSelect,
        choices=choices(texts.GOAL_STATE, [GoalState.REACHED, GoalState.LET_GO]),
    )  # fmt: skip
    words = words("Hvad er anderledes nu?", "Sig det også til familien.", rows=2)


class ActionForm(Form):
    what = words("Hvad skal der gøres?", f"Én ting, som én person gør. {texts.FAMILY_READS}", rows=2)
    who = forms.ChoiceField(label="Hvem gør det?")
    where = SometimesField(label="Hvor?", help_text=texts.FAMILY_READS, max_length=200)
    due_on = DateField(label="Hvornår er det senest gjort?")
    review_on = SometimesDateField(label="Hvornår ser I på det undervejs?")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "who", [("", "Vælg"), *people])


class SettleForm(Form):
    to = forms.ChoiceField(
        label="Hvad blev der af det?", widget=forms.RadioSelect,
        choices=choices(texts.ACTION_STATE, [ActionState.DONE, ActionState.DROPPED]),
    )  # fmt: skip
    words = words("Hvad kom der ud af det?", "Også når det ikke blev til noget.", rows=2)
