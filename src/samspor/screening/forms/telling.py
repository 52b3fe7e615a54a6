"""The forms of what parents were told: of one child's assessment, that it was not so, and of a round after others."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms

from samspor.screening import texts
from samspor.screening.forms import MomentField
from samspor.screening.forms.choices import offer
from samspor.ui.forms import DateField, Form

_WAYS = [(str(value), label) for value, label in texts.WAY.items()]
_TO_ONE = [one for one in _WAYS if one[0] not in texts.TO_ALL]


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


class InformForm(Form):
    """`among`: names of those who may have been told, by key. Nobody is chosen beforehand."""

    informed_on = DateField(label="Hvornår blev forældrene orienteret?")
    way = forms.ChoiceField(label="Hvordan?", choices=_TO_ONE, widget=forms.RadioSelect)
    told = forms.MultipleChoiceField(
        label="Hvem fik det at vide?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Den eller dem, I talte med eller skrev til. Ved du det ikke, så lad det stå.",
    )
    built_on = MomentField(widget=forms.HiddenInput, required=False)  # when what one saw was recorded

    def __init__(self, *args: Any, among: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if among:
            offer(self, "told", [(str(key), name) for key, name in among.items()])
        else:
            del self.fields["told"]


class NotToldForm(Form):
    because = forms.CharField(
        label="Hvad gik galt?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For eksempel: Jeg skrev det på det forkerte barn. Det bliver stående sammen med det, der stod.",
    )
    built_on = MomentField(widget=forms.HiddenInput, required=False)  # when what one saw was recorded
