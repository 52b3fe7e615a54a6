"""The forms of a visit."""

from collections.abc import Iterable
from typing import Any

from django import forms

from samspor.people.api import StaffMember
from samspor.screening import texts
from samspor.screening.forms.choices import offer
from samspor.screening.models import InstrumentVersion
from samspor.ui.forms import DateField, Form, SometimesField

ALONE = "alone"
_WAYS = [(str(value), label) for value, label in texts.WAY.items() if value not in texts.TO_ALL]
_POSITIONS = [(str(value), label) for value, label in texts.POSITION.items()]


class NewVisitForm(Form):
    """Before one looks: when it was, that the parents knew, and who looks."""

    visited_on = DateField(label="Hvornår var besøget?")
    notice_on = DateField(
        label="Hvornår fik forældrene at vide, at du ser på barnets trivsel?",
        help_text="De skal vide det først. Det må gerne være samme dag.",
    )
    way = forms.ChoiceField(label="Hvordan fik de det at vide?", choices=_WAYS, widget=forms.RadioSelect)
    who = forms.ChoiceField(
        label="Hvem ser på barnet?",
        widget=forms.RadioSelect,
        help_text="To ser mere end én. Jeres vurderinger er lukkede for hinanden, til I begge har afleveret.",
    )
    alone_because = SometimesField(
        label="Hvorfor ser du på barnet alene denne gang?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Skal skrives, når du er alene om det. Det står ved vurderingen, og det bliver talt.",
    )
    instrument = forms.ChoiceField(label="Redskab")

    def __init__(
        self, *args: Any, people: Iterable[StaffMember], instruments: Iterable[InstrumentVersion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{one.name} og mig hver for sig") for one in people]
        offer(self, "who", [(ALONE, "Kun mig denne gang"), *named])
        offer(self, "instrument", [(str(one.pk), str(one)) for one in instruments])


class VisitForm(Form):
    """What one saw."""

    position = forms.ChoiceField(
        label="Barnets position i denne sammenhæng", choices=_POSITIONS, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="Hvad ser du?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Begynd med det, der går godt. Skriv, så barnet kan læse det som voksen.",
    )


class AloneVisitForm(VisitForm):
    """Where one is alone on purpose, it is the conclusion as well."""

    beside = forms.MultipleChoiceField(
        label="Hvem var med?",
        required=False,
        choices=[(str(value), label) for value, label in texts.BESIDE.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    told = forms.BooleanField(
        label="Forældrene har hørt, hvad jeg nåede frem til",
        required=False,
        help_text="Sæt kryds, hvis I talte om det i dag. Ellers kommer det i »Min dag«.",
    )
    words = SometimesField(
        label="Hvad ser du, og hvad aftalte I?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Begynd med det, der går godt. Skriv, så barnet kan læse det som voksen. Kræves ved gul og rød.",
    )
    field_order = ["position", "words", "beside", "told"]
