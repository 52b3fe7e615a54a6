"""What is asked in a pathway. The sentences are said so that the child and its parents can read them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from samspor.pathways import texts
from samspor.pathways.models import Action, Goal
from samspor.pathways.rules.doing import ActionState
from samspor.pathways.rules.ending import Became
from samspor.pathways.rules.goals import GoalState
from samspor.pathways.rules.levels import Level
from samspor.people.api import Employment
from samspor.ui.forms import DateField, Form, TagsField


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(value), label) for value, label in words.items()]


def _words(label: str, help_text: str = "", *, rows: int = 4) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=4000, widget=area)


class MomentField(forms.Field):
    """A moment as we wrote it ourselves, to the microsecond."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            return datetime.fromisoformat(value) if value else None
        except ValueError:
            return None


_NEXT = f"Én ting, så alle kan huske den. {texts.FAMILY_READS}"


class NextForm(Form):
    what = _words("Hvad er det næste, der skal ske?", _NEXT, rows=2)
    on = DateField(label="Hvornår?")
    built_on = MomentField(widget=forms.HiddenInput, required=False)


class OpenForm(Form):
    origin = forms.ChoiceField(label="Hvad begynder det med?", choices=_choices(texts.ORIGIN), widget=forms.RadioSelect)
    purpose = _words("Hvad vil vi gerne opnå sammen?", "Med familiens egne ord, når I kender dem.", rows=3)
    what = _words("Hvad er det næste, der skal ske?", _NEXT, rows=2)
    on = DateField(label="Hvornår?")
    level = forms.ChoiceField(
        label="Hvem er med?", help_text="Hvor mange der hjælper, og ikke hvordan barnet har det. I kan ændre det.",
        widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, levels: Iterable[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = [(one.id, one.in_full) for one in levels]


class EntryForm(Form):
    kind = forms.ChoiceField(
        label="Hvad er det?", choices=_choices(texts.ENTRY_KIND), widget=forms.RadioSelect, initial="observation"
    )
    text = _words("Hvad vil du skrive?", "Kort, og så barnet kan læse det. Er det en aftale, kan familien læse den.")
    happened_on = DateField(label="Hvilken dag var det?")
    ics = TagsField()


class OfferForm(Form):
    to = forms.ChoiceField(label="Hvem skal have stafetten?")
    words = _words("Hvad skal de vide?", "Hvor I er nået til, og hvad der er det vigtigste nu.", rows=3)

    def __init__(self, *args: Any, people: Iterable[Employment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "to", people)


class DeclineForm(Form):
    words = _words("Hvorfor kan du ikke tage imod?", "Så den, der spurgte, kan finde en anden.", rows=2)


class SubstituteForm(Form):
    who = forms.ChoiceField(label="Hvem er stedfortræder?")
    why = forms.ChoiceField(label="Hvorfor?", choices=_choices(texts.ABSENCE), widget=forms.RadioSelect)
    from_on = DateField(label="Første dag")
    to_on = DateField(label="Sidste dag", help_text="Dagen efter er det igen den, der har stafetten.")

    def __init__(self, *args: Any, people: Iterable[Employment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "who", people)


class PromiseForm(Form):
    what = _words("Hvad lover vi?", f"Sig det, som det blev sagt. {texts.FAMILY_READS}", rows=2)
    whom = forms.ChoiceField(
        label="Hvem lover vi det?", choices=_choices(texts.WHOM), widget=forms.RadioSelect, initial="family"
    )
    keeper = forms.ChoiceField(label="Hvem sørger for det?")
    on = DateField(label="Hvornår er det senest gjort?")

    def __init__(self, *args: Any, people: Iterable[Employment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "keeper", people)


class OutcomeForm(Form):
    outcome = forms.ChoiceField(label="Hvad blev det til?", choices=_choices(texts.OUTCOME), widget=forms.RadioSelect)
    words = forms.CharField(
        label="Vil du sige mere?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Blev det ikke holdt, så skriv, hvad I siger til familien.",
    )  # fmt: skip


class CloseForm(Form):
    because = forms.ChoiceField(
        label="Hvorfor slutter forløbet?", choices=_choices(texts.CLOSING), widget=forms.RadioSelect
    )
    words = _words("Hvad kom der ud af det?", "Hvad er anderledes for barnet nu?")

    def __init__(self, *args: Any, goals: Iterable[Goal] = (), actions: Iterable[Action] = (), **kwargs: Any) -> None:
        """Of each that is under way it is asked what became of it."""
        super().__init__(*args, **kwargs)
        for goal in goals:
            self._ask(goal.pk, f"Hvad blev der af målet »{goal.words}«?", _GOAL_ENDS)
        for action in actions:
            self._ask(action.pk, f"Hvad blev der af tiltaget »{action.what}«?", _ACTION_ENDS)

    def _ask(self, key: UUID, label: str, ends: Mapping[Any, str]) -> None:
        self.fields[str(key)] = forms.ChoiceField(label=label, choices=_choices(ends), widget=forms.RadioSelect)

    def became(self) -> dict[UUID, Became]:
        held = {str(one): one for one in (*_GOAL_ENDS, *_ACTION_ENDS)}
        return {UUID(name): held[said] for name, said in self.cleaned_data.items() if said in held and "-" in name}


_GOAL_ENDS = {one: words for one, words in texts.GOAL_STATE.items() if one is not GoalState.OPEN}
_ACTION_ENDS = {one: words for one, words in texts.ACTION_STATE.items() if one is not ActionState.OPEN}


def _offer(form: Form, name: str, people: Iterable[Employment]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
    named = [(str(one.pk), f"{one.staff.name}, {one.staff.title}, {one.unit.name}") for one in people]
    field.choices = [("", "Vælg"), *named]
