"""What is asked about a handover. The sentences are said so that the child and its parents can read them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from samspor.people.api import Unit
from samspor.transitions import texts
from samspor.transitions.models import SentField
from samspor.transitions.queries import FieldNow
from samspor.transitions.rules.words import Choice, Kind, Said, Use, Way
from samspor.ui.danish import listing
from samspor.ui.forms import DateField, Form, SometimesChoiceField, SometimesField

_YES_NO = [(str(said), texts.SAID[said]) for said in (Said.YES, Said.NO)]
_SPOKEN = [(str(way), texts.WAY[way]) for way in Way if way is not Way.LINK]
_CHOSEN = [(str(choice), texts.CHOICE[choice]) for choice in (Choice.CHOSEN, Choice.LEFT_OUT)]
_USES = [(str(use), texts.USE[use]) for use in Use]


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(value), label) for value, label in words.items()]


def _words(label: str, help_text: str = "", *, rows: int = 4, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=4000, required=required, widget=area)


def _question(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """One that need not be answered."""
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


OWN_WORDS = "Dine egne ord til de nye voksne"
_UNDER_YOUR_NAME = "Det, du skriver, står under dit navn og bliver ikke skrevet om."


class AimForm(Form):
    """Where the child goes, when, and what they are to use it for."""

    to_unit = SometimesChoiceField(
        label="Hvor skal barnet begynde?", help_text="Et sted i kommunen. Vælg det på listen."
    )
    to_place = SometimesField(
        label="Eller skriv stedet", max_length=200,
        help_text="Kun når det er uden for kommunen eller en ungdomsuddannelse.",
    )  # fmt: skip
    starts_on = DateField(label="Hvornår begynder barnet der?")
    purpose = _words(
        "Hvad skal de bruge det til?", "Med en sætning. Forældrene læser den også. Tomt felt: vores egen sætning.",
        rows=2, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "to_unit", [("", "Vælg et sted"), *((str(one.pk), one.name) for one in units)])


class BeginForm(AimForm):
    kind = forms.ChoiceField(label="Hvilken slags overlevering er det?", widget=forms.RadioSelect)
    field_order = ["kind", "to_unit", "to_place", "starts_on", "purpose"]

    def __init__(self, *args: Any, kinds: Iterable[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", [(str(kind), texts.KIND[kind]) for kind in kinds])


class FieldForm(Form):
    """One field: with a purpose, or not at all."""

    choice = forms.ChoiceField(label="Skal det med?", choices=_CHOSEN, widget=forms.RadioSelect)
    text = SometimesField(
        label="Det, I vil give videre", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Skal skrives, når det skal med. Kun det, modtageren har brug for. Skriv, så barnet kan læse det.",
    )  # fmt: skip
    purpose = SometimesField(
        label="Hvad skal de bruge netop det her til?", max_length=300,
        help_text="Skal skrives, når det skal med. Kan du ikke sige det, så lad det ude.",
    )  # fmt: skip
    built_on = forms.UUIDField(widget=forms.HiddenInput, required=False)


class ParentsFieldForm(Form):
    """The field in which parents write: we only choose that they may."""

    choice = forms.ChoiceField(label="Skal forældrene kunne skrive selv?", choices=_CHOSEN, widget=forms.RadioSelect)
    purpose = SometimesField(
        label="Hvad skal de bruge netop det her til?", max_length=300, help_text="Skal skrives, når de kan skrive selv."
    )


class ChildForm(Form):
    says_yes = forms.ChoiceField(
        label="Hvad svarede barnet?",
        choices=[("yes", "Ja, den må følge med, og mine forældre må se den"), ("no", "Nej")],
        widget=forms.RadioSelect,
    )
    words = _words("Barnets svar, som det blev sagt", "Også et nej eller et nik kan skrives ned.", rows=2)
    asked_on = DateField(label="Hvornår spurgte du?")
    wording = forms.UUIDField(widget=forms.HiddenInput)


class ChildBackForm(Form):
    """The child has changed its mind after it was sent. It need not say why."""

    words = _words("Barnets ord, som de blev sagt", "Også et nej eller et nik kan skrives ned.", rows=2)
    said_on = DateField(label="Hvornår sagde barnet det?")


class AnswersForm(Form):
    """A yes or a no to each field by itself, and a parent's own words. What is not answered does not go."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Sequence[FieldNow], with_words: bool, **kwargs: Any) -> None:
        self.asked = list(asked)
        questions = {name_of(one): _question(f"Må »{one.field.heading}« gives videre?", _YES_NO) for one in asked}
        own = {"words": _words(OWN_WORDS, _UNDER_YOUR_NAME, rows=6, required=False)} if with_words else {}
        self.base_fields = {**self.base_fields, **questions, **own}  # type: ignore[misc]  # copied by Django, and ours
        super().__init__(*args, **kwargs)

    def look_again(self, seen: str) -> None:
        """When words have changed since the page was shown: what was answered was to others, and is asked anew."""
        if self.data.get("seen") == seen:
            return
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["seen"] = seen
        for one in self.asked:
            sent.pop(name_of(one), None)
        self.data = sent

    def answers(self) -> dict[UUID, Said]:
        given = self.cleaned_data
        return {one.field.pk: Said(given[name_of(one)]) for one in self.asked if given[name_of(one)]}

    def words(self) -> str | None:
        """None when it was not asked for."""
        said: str | None = self.cleaned_data.get("words")
        return said


def name_of(one: FieldNow) -> str:
    return f"felt_{one.field.key}"


class TalkForm(AnswersForm):
    """The same, written down together."""

    way = forms.ChoiceField(label="Hvordan svarede forælderen?", choices=_SPOKEN, widget=forms.RadioSelect)
    said_on = DateField(label="Hvilken dag?")
    until = DateField(
        label="Til og med hvilken dag må det gives videre?", help_text="Forælderen kan vælge en tidligere dag."
    )


class CodeForm(Form):
    code = forms.CharField(
        label="Koden, du har fået", max_length=20, help_text="Seks tal. Du har fået dem for sig selv, ikke i linket.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


class WithdrawForm(Form):
    fields_chosen = forms.MultipleChoiceField(
        label="Hvad er samtykket trukket tilbage for?", widget=forms.CheckboxSelectMultiple
    )
    way = forms.ChoiceField(label="Hvordan sagde forælderen det?", choices=_SPOKEN, widget=forms.RadioSelect)
    said_on = DateField(label="Hvilken dag?")

    def __init__(self, *args: Any, offered: Iterable[FieldNow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "fields_chosen", [(str(one.field.pk), one.field.heading) for one in offered])


class SendForm(Form):
    seen = forms.CharField(widget=forms.HiddenInput)


class GiveForm(SendForm):
    given_by = forms.ChoiceField(
        label="Hvordan er den afleveret?", choices=_choices(texts.GIVEN_BY), widget=forms.RadioSelect
    )
    given_on = DateField(label="Hvilken dag?")


class ThereForm(Form):
    """What somebody at a place outside Samspor has said to us."""

    who = forms.CharField(label="Hvem sagde det?", max_length=200, help_text="Navn, og hvad de laver der.")
    said_on = DateField(label="Hvilken dag?")


class UsefulThereForm(ThereForm):
    words = _words("Hvad var nyttigt, og hvad manglede?", "Skriv om overleveringen, ikke om barnet.")


class EndForm(Form):
    reason = _words(
        "Hvorfor skal der ikke sendes noget?", "For eksempel »forældrene vil hellere fortælle selv«.", rows=2
    )


class ReaderForm(Form):
    staff = forms.ChoiceField(label="Hvem skal også læse den?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "staff", [(str(key), name) for key, name in offered])


class UseForm(Form):
    """Field by field, with words the sender can learn from.

    `withdrawn`: what was withdrawn after it was opened. Words about that are not sent, and are given back.
    """

    def __init__(
        self, data: QueryDict | None = None, *, sent: Sequence[SentField], withdrawn: Iterable[tuple[UUID, str]],
        initial: Mapping[str, Any] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.sent, gone, before = list(sent), dict(withdrawn), dict(initial or {})
        asked: dict[str, forms.Field] = {}
        for one in self.sent:
            name = _named(one)
            asked[f"use_{one.pk}"] = _question(f"Var {name} til nytte?", _USES)
            asked[f"words_{one.pk}"] = _words(f"Skriv mere om {name}", rows=2, required=False)
        given = _given_back(gone, before if data is None else data.dict())
        asked |= {f"gone_{key}": _gone(gone[key]) for key in given}
        self.came_late = [gone[key] for key in given if data is not None and data.get(f"words_{key}")]
        self.base_fields = {**self.base_fields, **asked}  # type: ignore[misc]  # copied by Django, and ours
        kept = {f"gone_{key}": words for key, words in given.items()}
        super().__init__(data and _with(data, kept), initial=before | kept, **kwargs)

    def clean(self) -> None:
        if self.came_late:
            raise forms.ValidationError(
                f"Samtykket til {listing([f'»{one}«' for one in self.came_late])} er trukket tilbage imens, så det "
                "bliver ikke sendt. Dine ord står nederst. Tryk igen for at sende resten."
            )

    @property
    def given_back(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("gone_")]

    @property
    def written(self) -> list[str]:
        """The words that stand here, for when they can no longer be sent."""
        said = [self[name].value() for name in self.fields if name.startswith(("words_", "gone_"))]
        return [one for one in said if one and one.strip()]

    def uses(self) -> dict[UUID, tuple[Use | None, str]]:
        """Words alone are an answer too."""
        given = self.cleaned_data
        said = {one.pk: (given[f"use_{one.pk}"], given[f"words_{one.pk}"]) for one in self.sent}
        return {key: (Use(use) if use else None, words) for key, (use, words) in said.items() if use or words}


def _named(one: SentField) -> str:
    """Two parents have each their own words under one heading."""
    return f"»{one.heading}« fra {one.guardian.name}" if one.guardian else f"»{one.heading}«"


def _given_back(withdrawn: Mapping[UUID, str], typed: Mapping[str, Any]) -> dict[UUID, str]:
    found = {key: str(typed.get(f"words_{key}") or typed.get(f"gone_{key}") or "") for key in withdrawn}
    return {key: words for key, words in found.items() if words.strip()}


def _gone(heading: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "readonly": True})
    return forms.CharField(label=f"Det, du skrev om »{heading}«", widget=area, required=False)


def _with(data: QueryDict, kept: Mapping[str, str]) -> QueryDict:
    held = data.copy()
    held.update(kept)
    return held


def _offer(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
    field.choices = choices
