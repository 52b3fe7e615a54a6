"""What is asked about who is in a pathway."""

from collections.abc import Iterable
from typing import Any

from django import forms

from samspor.pathways import texts
from samspor.pathways.forms.goals import Choices, choices, offer, words
from samspor.pathways.rules.together import Lead
from samspor.people.api import Employment
from samspor.sharing.rules.topics import Topic
from samspor.sharing.rules.words import CONSENTED, Sector
from samspor.ui.forms import Form, SometimesChoiceField, SometimesField

_TASK = f"Så familien ved, hvad de kan bruge personen til. {texts.FAMILY_READS}"
OUTSIDE = (Sector.VOLUNTARY, Sector.HEALTH, Sector.POLICE)  # who does not work here


class WhereForm(Form):
    sted = forms.ChoiceField(label="Hvor arbejder den, der skal være med?")

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sted", [("", "Vælg"), *places])


class ColleagueForm(Form):
    who = forms.ChoiceField(label="Hvem skal være med?")
    task = words("Hvad er opgaven?", _TASK, rows=2)
    contact = SometimesField(label="Hvordan får man fat i personen?", help_text=texts.FAMILY_READS, max_length=200)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "who", [("", "Vælg"), *people])


class LaneForm(Form):
    """What it is about and what for: what the lane is asked with."""

    aim = forms.ChoiceField(
        label="Til hvilket formål?", choices=choices(texts.AIM, CONSENTED), widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="Hvad handler forløbet om?", widget=forms.CheckboxSelectMultiple,
        help_text="Vælg alt det, der står i forløbet, og det, I vil tale om. Den, der lukkes ind, kan læse det hele.",
    )  # fmt: skip

    def __init__(self, *args: Any, topics: Iterable[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "topics", [(one.id, f"{one.title}. {one.help}") for one in topics])


class LetInForm(LaneForm, ColleagueForm):
    field_order = ["form_key", "who", "task", "contact", "aim", "topics"]


class OtherForm(LaneForm):
    topics = forms.MultipleChoiceField(
        label="Hvad vil I tale om?", help_text="Vælg kun det, der er brug for.", widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(label="Hvad hedder personen?", max_length=200)
    service = forms.ChoiceField(
        label="Hvor kommer personen fra?", choices=[("", "Vælg"), *choices(texts.SECTOR, OUTSIDE)]
    )
    task = words("Hvad er opgaven?", _TASK, rows=2)
    contact = SometimesField(label="Hvordan får man fat i personen?", help_text=texts.FAMILY_READS, max_length=200)
    field_order = ["form_key", "name", "service", "task", "contact", "aim", "topics"]


class LeadsForm(Form):
    coordinating = SometimesChoiceField(
        label=texts.LEAD[Lead.COORDINATING], help_text="En leder, der er med i forløbet."
    )
    relational = SometimesChoiceField(
        label=texts.LEAD[Lead.RELATIONAL], help_text="Den, familien er tryg ved. Spørg dem."
    )

    def __init__(self, *args: Any, leaders: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "coordinating", [("", "Ikke valgt"), *leaders])
        offer(self, "relational", [("", "Ikke valgt"), *people])


def named(people: Iterable[Employment]) -> Choices:
    return [(str(one.pk), f"{one.staff.name}, {one.staff.title}, {one.unit.name}") for one in people]
