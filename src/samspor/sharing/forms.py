"""What is asked about sharing. The sentences are said so that the child and its parents can read them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from samspor.people.api import Unit
from samspor.sharing import texts
from samspor.sharing.rules.topics import Topic
from samspor.sharing.rules.words import ASKERS, CONSENTED, RECIPIENTS, Said, Way
from samspor.ui.forms import DateField, Form, SometimesChoiceField, SometimesDateField, SometimesField


def _choices(words: Mapping[Any, str], values: Iterable[Any]) -> list[tuple[str, str]]:
    return [(str(one), words[one]) for one in values]


_WAYS = _choices(texts.WAY, (Way.MEETING, Way.PHONE, Way.PAPER))


def _way() -> forms.ChoiceField:
    return forms.ChoiceField(label="Hvordan blev det sagt?", choices=_WAYS, widget=forms.RadioSelect)


def _seen() -> forms.CharField:
    """The answers that stood when the page was shown."""
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)


def _offer(form: Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # only ever one that offers


class PeriodForm(Form):
    """What both consents ask: what for, and for how long."""

    purpose = forms.CharField(
        label="Hvad skal det bruges til?", max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Med en sætning, som forældrene og barnet kan læse.",
    )  # fmt: skip
    from_on = DateField(label="Gælder fra")
    until = DateField(label="Gælder til og med")


class AskForm(PeriodForm):
    """Which information, from whom, to whom."""

    topics = forms.MultipleChoiceField(
        label="Hvad må der tales om?", help_text="Vælg kun det, der er brug for.", widget=forms.CheckboxSelectMultiple
    )
    sender = forms.ChoiceField(label="Hvem har oplysningerne?", choices=_choices(texts.SECTOR, ASKERS))
    recipient = forms.ChoiceField(
        label="Hvem skal have dem?", choices=[("", "Vælg"), *_choices(texts.SECTOR, RECIPIENTS)]
    )
    to_unit = SometimesChoiceField(
        label="Et bestemt sted", help_text="Vælg kun et sted, hvis det ikke må være andre af samme slags."
    )
    to_person = SometimesField(
        label="En bestemt person", max_length=100, help_text="Skriv kun et navn, hvis det ikke må være andre."
    )
    aim = forms.ChoiceField(
        label="Til hvilket formål?", choices=_choices(texts.PURPOSE, CONSENTED), widget=forms.RadioSelect
    )
    field_order = ["form_key", "topics", "sender", "recipient", "to_unit", "to_person", "aim"]

    def __init__(self, *args: Any, topics: Iterable[Topic], units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "topics", [(one.id, f"{one.title}. {one.help}") for one in topics])
        _offer(self, "to_unit", [("", "Alle af samme slags"), *((str(one.pk), one.name) for one in units)])


class EffortForm(PeriodForm):
    effort = forms.CharField(
        label="Hvad er indsatsen?", max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Hvad barnet får, hvor, og hvor tit.",
    )  # fmt: skip
    field_order = ["form_key", "effort"]


class TakeBackForm(Form):
    why = forms.CharField(label="Hvad gik galt?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
                          help_text="Det står ved spørgsmålet bagefter.")  # fmt: skip


class WhoForm(Form):
    """Who said it, how and when."""

    who = forms.ChoiceField(label="Hvem har sagt det?", widget=forms.RadioSelect)
    way = _way()
    said_on = DateField(label="Hvornår blev det sagt?")

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "who", people)


class AnswerForm(WhoForm):
    built_on = _seen()
    said = forms.ChoiceField(
        label="Hvad er svaret?", choices=_choices(texts.SAID, (Said.YES, Said.NO)), widget=forms.RadioSelect
    )
    until = SometimesDateField(label="Et ja gælder til og med")
    field_order = ["form_key", "built_on", "who", "said", "way", "said_on", "until"]

    def clean(self) -> dict[str, Any]:
        """A no has no last day."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("said") == Said.YES and not given.get("until") and "until" not in self.errors:
            self.add_error("until", "Skriv den sidste dag, der er sagt ja til.")
        return given


class RenewForm(Form):
    built_on = _seen()
    way = _way()
    said_on = DateField(label="Hvornår blev det sagt?")
    until = DateField(label="Gælder nu til og med")


class NoticeForm(Form):
    who = forms.ChoiceField(label="Hvem har fået det at vide?", widget=forms.RadioSelect)
    what = forms.CharField(
        label="Hvad har de fået at vide?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Hvad I skriver om barnet, hvorfor, hvor længe det gemmes, og hvem der kan se det.",
    )  # fmt: skip
    way = _way()
    given_on = DateField(label="Hvornår?")

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "who", people)
