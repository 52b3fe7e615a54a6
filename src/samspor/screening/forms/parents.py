"""The form of parents, as they fill it in themselves and as a colleague types it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from samspor.people.api import Guardianship
from samspor.screening import texts
from samspor.screening.rules import Heard
from samspor.ui.forms import DateField, Form

TO_ONE = [(str(way), label) for way, label in texts.WAY.items() if way not in texts.TO_ALL]
_WAYS = [(str(way), texts.HEARD[way]) for way in (Heard.TALK, Heard.PAPER)]


def _question(name: str) -> forms.CharField:
    return forms.CharField(
        label=texts.QUESTION[name], required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ParentForm(Form):
    """Three questions. One answer is enough."""

    goes_well = _question("goes_well")
    thinks_about = _question("thinks_about")
    helps = _question("helps")

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in texts.QUESTION}


class HeardForm(ParentForm):
    """The same, typed by a colleague: whose words, how and when."""

    guardian = forms.ChoiceField(label="Hvem sagde det?", widget=forms.RadioSelect)
    way = forms.ChoiceField(label="Hvordan?", choices=_WAYS, widget=forms.RadioSelect)
    said_on = DateField(label="Hvornår blev det sagt eller skrevet?")
    is_verbatim = forms.BooleanField(label="Det er skrevet ned ord for ord", required=False)
    field_order = ["guardian", "way", "said_on", "goes_well", "thinks_about", "helps", "is_verbatim"]

    def __init__(self, *args: Any, ties: Iterable[Guardianship], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["guardian"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = [(str(tie.guardian_id), tie.guardian.name) for tie in ties]


class TakenBackForm(Form):
    taken_back_on = DateField(label="Hvornår sagde forælderen det?")
    way = forms.ChoiceField(label="Hvordan?", choices=TO_ONE, widget=forms.RadioSelect)
