"""Forms of the family's room."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from samspor.concerns.api import ScaleStep
from samspor.concerns.rules.words import Audience
from samspor.family import texts
from samspor.family.rules.childs import STAFF, PieceKind
from samspor.family.rules.proposals import Said as Proposed
from samspor.family.rules.words import About, WordKind
from samspor.sharing.rules.words import Said
from samspor.ui.forms import Form, SometimesField


class CodeForm(Form):
    code = forms.CharField(
        label="Din kode", max_length=40, help_text="Fem bogstaver og seks tal. Mellemrum er lige meget.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters",
                                      "spellcheck": "false"}),
    )  # fmt: skip


class AnswerForm(Form):
    consent = forms.UUIDField(widget=forms.HiddenInput)
    said = forms.ChoiceField(choices=[(one, "") for one in Said], widget=forms.HiddenInput)


class HandOverForm(Form):
    """`seen` is the mark of what stood on the page."""

    seen = forms.CharField(widget=forms.HiddenInput)
    shown = forms.BooleanField(
        label="Jeg har set siden igennem, og den må vises",
        error_messages={"required": "Se siden igennem, og sæt krydset, før du giver koden."},
    )


class NumberForm(Form):
    step = forms.ChoiceField(
        label="Hvor er I nu?", widget=forms.RadioSelect, error_messages={"required": "Vælg et tal."}
    )

    def __init__(self, *args: Any, steps: Iterable[ScaleStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared as one
        field.choices = [(str(one.pk), str(one)) for one in steps]


class WordForm(Form):
    about = forms.ChoiceField(
        label="Hvad er du uenig i?", choices=list(texts.ABOUT.items()), widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvad du er uenig i."},
    )  # fmt: skip
    text = forms.CharField(
        label="Dine ord", widget=forms.Textarea(attrs={"rows": 6}), max_length=4000,
        error_messages={"required": "Skriv det, du vil sige."},
    )  # fmt: skip

    def __init__(self, *args: Any, kind: WordKind = WordKind.DISAGREEMENT, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = texts.ASK[kind]
        if kind is not WordKind.DISAGREEMENT:
            del self.fields["about"]

    def said(self) -> dict[str, Any]:
        about = self.cleaned_data.get("about")
        return {"about": About(about) if about else None, "text": self.cleaned_data["text"]}


class ReadersForm(Form):
    """Whom the child lets see it: staff by what they are to it, parents each by name."""

    readers = forms.MultipleChoiceField(
        label="Hvem må se det?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Du bestemmer. Vælg dem, du har lyst til, eller ingen. Du kan lave det om senere.",
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["readers"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- declared as one
        field.choices = [*((one, texts.READER[one]) for one in STAFF), *((str(key), name) for key, name in offered)]
        self._parents = [key for key, _ in offered]

    def chosen(self) -> dict[str, Any]:
        ticked = set(self.cleaned_data["readers"])
        parents = [key for key in self._parents if str(key) in ticked]
        return {"staff": [Audience(one) for one in STAFF if one in ticked], "parents": parents}


class PieceForm(ReadersForm):
    text = forms.CharField(
        label="Dine ord", widget=forms.Textarea(attrs={"rows": 6}), max_length=4000,
        error_messages={"required": "Skriv noget først."},
    )  # fmt: skip
    field_order = ["form_key", "text", "readers"]

    def __init__(self, *args: Any, kind: PieceKind = PieceKind.KNOW, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = texts.PIECE_ASK[kind]


class PieceAnswerForm(Form):
    text = forms.CharField(
        label="Hvad ændrede barnets ord?", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="Barnet læser det. Skriv kort, og skriv det til barnet.",
        error_messages={"required": "Skriv, hvad barnets ord ændrede."},
    )  # fmt: skip


class PersonForm(Form):
    name = forms.CharField(
        label="Hvad hedder personen?", max_length=200, error_messages={"required": "Skriv, hvad personen hedder."}
    )
    relation = forms.CharField(
        label="Hvem er personen for barnet?", max_length=200, help_text="For eksempel mormor, nabo eller træner.",
        error_messages={"required": "Skriv, hvem personen er for barnet."},
    )  # fmt: skip
    contact = SometimesField(label="Hvordan får vi fat i personen?", max_length=200)
    why = SometimesField(
        label="Hvorfor er personen god at have med?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class TakeBackForm(Form):
    person = forms.UUIDField(widget=forms.HiddenInput)


class ReplyForm(Form):
    reply = forms.ChoiceField(
        label="Skal personen være med?", choices=list(texts.REPLY.items()), widget=forms.RadioSelect,
        error_messages={"required": "Vælg ja eller nej."},
    )  # fmt: skip
    task = SometimesField(
        label="Hvad er opgaven?", max_length=500, help_text="Ved et ja. Den, der har foreslået personen, kan læse det.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    words = SometimesField(
        label="En sætning til den, der spurgte", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Skal skrives ved et nej. Den, der har foreslået personen, kan læse det.",
    )  # fmt: skip


class ProposalForm(Form):
    text = forms.CharField(
        label="Hvad foreslår I?", widget=forms.Textarea(attrs={"rows": 4}), max_length=1000,
        help_text="Begynd med: Vi foreslår. Familien kan læse det.",
        error_messages={"required": "Skriv, hvad I foreslår."},
    )  # fmt: skip


class ProposalAnswerForm(Form):
    proposal = forms.UUIDField(widget=forms.HiddenInput)
    said = forms.ChoiceField(choices=[(one, "") for one in Proposed], widget=forms.HiddenInput)
