"""Forms of the family's room."""

from collections.abc import Iterable
from typing import Any

from django import forms

from samspor.concerns.api import ScaleStep
from samspor.family import texts
from samspor.family.rules.words import About, WordKind
from samspor.sharing.rules.words import Said
from samspor.ui.forms import Form


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
