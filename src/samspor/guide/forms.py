"""The forms of the guide."""

from collections.abc import Iterable
from typing import Any

from django import forms

from samspor.guide import texts
from samspor.guide.rules import Answer, Condition, Situation, Step, Track
from samspor.guide.rules.path import DEGREES
from samspor.people.api import StaffMember, Unit
from samspor.people.rules import Area
from samspor.people.texts import AREA
from samspor.ui.forms import DateField, Form, SometimesField

MOST_ANSWERS = 6
_TRACKS = [(str(value), label) for value, label in texts.TRACK.items()]
_AREAS = [(str(value), label) for value, label in AREA.items()]
_DEGREES = [(str(degree), f"Grad {degree}") for degree in DEGREES]
_EITHER = [("", "Gælder begge"), ("yes", "Kun ja"), ("no", "Kun nej")]
_SAID = {"yes": True, "no": False}
Choices = Iterable[tuple[str, str]]


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StepForm(Form):
    """A step of a draft."""

    title = forms.CharField(label="Trinnets navn", max_length=120)
    track = forms.ChoiceField(label="Spor", choices=_TRACKS)
    after = forms.ChoiceField(label="Kommer efter", required=False)
    do = forms.CharField(
        label="Hvad gør man?",
        max_length=2000,
        widget=_lines(6),
        help_text="Korte sætninger. En ny linje bliver et nyt afsnit. Skriv ikke frister her; de har deres eget felt.",
    )
    question = SometimesField(label="Spørgsmål", max_length=200, help_text="Kræves, når der er mere end ét svar.")
    who = forms.CharField(label="Hvem gør det?", max_length=200, required=False)
    rule = forms.ChoiceField(
        label="Frist i loven", required=False, help_text="Længde og paragraf hentes fra regelsamlingen."
    )
    days = forms.IntegerField(
        label="Lokal tid i dage",
        required=False,
        min_value=1,
        max_value=730,
        error_messages={"min_value": "Skriv mindst 1 dag.", "max_value": "Skriv højst 730 dage."},
        help_text="Den må være kortere end lovens, aldrig længere.",
    )
    days_basis = SometimesField(
        label="Hvor er den lokale tid besluttet?", max_length=200, help_text="Kræves ved lokal tid."
    )
    template = forms.CharField(label="Skabelon", max_length=120, required=False)
    link = forms.CharField(label="Link til skabelonen", max_length=300, required=False)
    basis = forms.CharField(label="Hvorfor gør vi det?", max_length=300, required=False)
    ground = forms.ChoiceField(
        label="Hjemmel", required=False,
        help_text="Reglen, trinnet hviler på. Paragraffen hentes fra regelsamlingen. En frist i loven er nok.",
    )  # fmt: skip
    decided = forms.CharField(
        label="Besluttet lokalt: hvor?", max_length=200, required=False,
        help_text="Når ingen regel siger det: for eksempel den politik eller det møde, hvor I har besluttet det.",
    )  # fmt: skip
    contact = forms.CharField(
        label="Hvem kan man ringe til?", max_length=120, required=False, help_text="En funktion, ikke en person."
    )
    phone = forms.CharField(
        label="Telefon", max_length=30, required=False,
        help_text="Skriv »modtagelsen« eller »vagten«, så bruges kommunens egne numre.",
    )  # fmt: skip
    tells_parents = forms.BooleanField(label="Noget når forældrene på dette trin", required=False)
    notifies = forms.BooleanField(label="Når trinnet er gjort, er der underrettet", required=False)
    min_months = forms.IntegerField(label="Fra alder i måneder", required=False, min_value=-9, max_value=216)
    max_months = forms.IntegerField(
        label="Til alder i måneder", required=False, min_value=-9, max_value=216, help_text="Måneden selv er ikke med."
    )
    areas = forms.MultipleChoiceField(
        label="Områder", choices=_AREAS, required=False, widget=forms.CheckboxSelectMultiple
    )
    degrees = forms.MultipleChoiceField(
        label="Grader på linealen", choices=_DEGREES, required=False, widget=forms.CheckboxSelectMultiple
    )
    acute = forms.ChoiceField(label="Gælder det, når det er akut?", choices=_EITHER, required=False)
    violence = forms.ChoiceField(label="Gælder det ved mistanke om vold?", choices=_EITHER, required=False)
    built_on = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    # What somebody reads of it.
    READ = ("title", "do", "question", "who", "basis", "decided", "days_basis", "template", "contact",
            *(f"answer_{number}" for number in range(1, MOST_ANSWERS + 1)))  # fmt: skip

    def __init__(self, *args: Any, steps: Choices, rules: Choices, **kwargs: Any) -> None:
        """`steps`: the others of the draft, by key. `rules`: those of the rule table today."""
        super().__init__(*args, **kwargs)
        others = list(steps)
        _offer(self, "after", [("", "Ingen: det er det første"), *others])
        known = list(rules)
        _offer(self, "rule", [("", "Ingen"), *known])
        _offer(self, "ground", [("", "Ingen"), *known])
        for number in range(1, MOST_ANSWERS + 1):
            self.fields[f"answer_{number}"] = forms.CharField(label=f"Svar {number}", required=False, max_length=120)
            self.fields[f"to_{number}"] = forms.ChoiceField(
                label=f"Svar {number} fører til", required=False, choices=[("", "Vælg"), *others]
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for number in range(1, MOST_ANSWERS + 1):
            words, to = (given.get(f"answer_{number}") or "").strip(), given.get(f"to_{number}")
            if bool(words) != bool(to):
                name = f"to_{number}" if words else f"answer_{number}"
                self.add_error(name, "Skriv svaret, og vælg, hvor det fører hen.")
        said = [one.words for one in answers(given)]
        if len(said) != len(set(said)):
            self.add_error("answer_1", "To svar er ens. Giv dem hver sit ord.")
        return given

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The answers and where they lead, as drawn fields."""
        return [(self[f"answer_{number}"], self[f"to_{number}"]) for number in range(1, MOST_ANSWERS + 1)]

    def step(self, key: str) -> Step:
        given = self.cleaned_data
        same = ("title", "do", "question", "who", "rule", "days", "days_basis", "basis", "ground", "decided", "contact",
                "phone",
                "tells_parents", "notifies")  # fmt: skip
        return Step(
            key=key,
            track=Track(given["track"]),
            template_name=given["template"],
            template_link=given["link"],
            condition=Condition(
                min_months=given["min_months"],
                max_months=given["max_months"],
                areas=frozenset(Area(one) for one in given["areas"]),
                degrees=frozenset(int(one) for one in given["degrees"]),
                acute=_SAID.get(given["acute"]),
                violence=_SAID.get(given["violence"]),
            ),
            answers=tuple(answers(given)),
            **{name: given[name] for name in same},
        )


def answers(given: dict[str, Any]) -> list[Answer]:
    pairs = ((given.get(f"answer_{n}") or "", given.get(f"to_{n}") or "") for n in range(1, MOST_ANSWERS + 1))
    return [Answer(words.strip(), to) for words, to in pairs if words.strip() and to]


def filled(step: Step, *, after: str, built_on: str) -> dict[str, Any]:
    """A step as the form's first values."""
    when = step.condition
    either = {None: "", True: "yes", False: "no"}
    named = {name: getattr(step, name) for name in StepForm.base_fields if hasattr(step, name)}
    paired = {
        name: value
        for number, one in enumerate(step.answers, start=1)
        for name, value in ((f"answer_{number}", one.words), (f"to_{number}", one.to))
    }
    return (
        named
        | paired
        | {
            "template": step.template_name,
            "link": step.template_link,
            "after": after,
            "built_on": built_on,
            "min_months": when.min_months,
            "max_months": when.max_months,
            "areas": sorted(when.areas),
            "degrees": sorted(str(one) for one in when.degrees),
            "acute": either[when.acute],
            "violence": either[when.violence],
        }
    )


class PublishForm(Form):
    owner = forms.ChoiceField(label="Hvem ejer vejviseren?", help_text="Ejeren bliver mindet om at se den efter.")
    review_on = DateField(label="Hvornår skal den ses efter igen?", help_text="Senest om to år.")
    no_deadlines = forms.BooleanField(label="De tider, der står i teksten, er ikke frister", required=False)

    def __init__(self, *args: Any, owners: Iterable[StaffMember], has_times: bool, **kwargs: Any) -> None:
        """`has_times`: lengths of time stand in the texts."""
        super().__init__(*args, **kwargs)
        if not has_times:
            del self.fields["no_deadlines"]
        _offer(self, "owner", [("", "Vælg"), *((str(one.pk), one.name) for one in owners)])


class SituationForm(Form):
    """For looking at the path as somebody would walk it."""

    years = forms.IntegerField(label="Barnets alder i år", required=False, min_value=0, max_value=17)
    area = forms.ChoiceField(label="Område", choices=[("", "Ved ikke"), *_AREAS], required=False)
    degree = forms.ChoiceField(label="Grad på linealen", choices=[("", "Ikke sat"), *_DEGREES], required=False)
    about = forms.ChoiceField(label="Spor", choices=[("", "Alle"), *_TRACKS], required=False)
    acute = forms.BooleanField(label="Det er akut", required=False)
    violence = forms.BooleanField(label="Der er mistanke om vold, overgreb eller social kontrol", required=False)

    def situation(self) -> Situation:
        if not self.is_valid():
            return Situation()
        given = self.cleaned_data
        return Situation(
            age_months=None if given["years"] is None else given["years"] * 12,
            area=Area(given["area"]) if given["area"] else None,
            degree=int(given["degree"]) if given["degree"] else None,
            about=Track(given["about"]) if given["about"] else None,
            acute=given["acute"],
            violence=given["violence"],
        )


class OpenForm(Form):
    scenario = forms.ChoiceField(label="Hvilken fortælling vil I øve jer på?", widget=forms.RadioSelect)
    unit = forms.ChoiceField(label="Hvor øver I jer?", help_text="Kun for at du kan finde øvelsen igen.")

    def __init__(self, *args: Any, scenarios: Choices, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "scenario", scenarios)
        _offer(self, "unit", [(str(unit.pk), unit.name) for unit in units])


class TurnForm(Form):
    chosen = forms.ChoiceField(label="Hvad gør I nu?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "chosen", offered)


class TickForm(Form):
    """`back` is where the checklist stands, on this host."""

    done = forms.BooleanField(label="Gjort", required=False)
    back = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)


def _offer(form: Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
    field.choices = list(choices)
