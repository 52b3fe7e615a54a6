"""The form of parents who are told of a round after the others."""

from collections.abc import Iterable
from typing import Any

from django import forms

from samspor.screening import texts
from samspor.screening.forms import MomentField
from samspor.screening.forms.choices import offer
from samspor.ui.forms import DateField, Form

_WAYS = [(str(value), label) for value, label in texts.WAY.items()]


class CorrectLateNoticeForm(Form):
    notice_on = DateField(label="Hvornår fik forældrene besked om runden?")
    way = forms.ChoiceField(label="Hvordan?", choices=_WAYS, widget=forms.RadioSelect)
    built_on = MomentField(widget=forms.HiddenInput, required=False)  # when what one saw was recorded


class LateNoticeForm(Form):
    """Every child is ticked to begin with: usually they are told together."""

    children = forms.MultipleChoiceField(
        label="Hvilke børns forældre har fået besked?", widget=forms.CheckboxSelectMultiple
    )
    notice_on = DateField(label="Hvornår fik forældrene besked om runden?")
    way = forms.ChoiceField(label="Hvordan?", choices=_WAYS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, children: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = list(children)
        offer(self, "children", named)
        self.initial["children"] = [key for key, _ in named]
