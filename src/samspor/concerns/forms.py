"""What is asked in a concern. The sentences are said so that the child can read them at eighteen."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms

from samspor.concerns import texts
from samspor.concerns.models import ScaleStep
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.rules.words import Whose
from samspor.guide.rules import DEGREES, Track
from samspor.guide.texts import TRACK
from samspor.people.api import StaffMember
from samspor.ui.forms import DateField, Form, SometimesField, TagsField

_ASKED = {Track.START, Track.ACUTE}  # the beginning of the path, and a question of its own
UNKNOWN = ("unknown", "Det ved jeg ikke endnu")


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(value), label) for value, label in words.items()]


def _words(label: str, help_text: str = "", *, rows: int = 4, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=4000, required=required, widget=area)


def _question(kind: StopKind) -> forms.ChoiceField:
    """It must be asked. Not to know yet is an answer too, and leaves the question open."""
    choices = [*_choices(texts.ANSWER), UNKNOWN]
    return forms.ChoiceField(label=texts.QUESTION[kind], choices=choices, widget=forms.RadioSelect)


def _circle(label: str) -> forms.ChoiceField:
    """Never chosen beforehand: what nobody said is not stored."""
    choices = [*_choices(texts.CIRCLE), ("", "Det siger jeg ikke noget om")]
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


class MomentField(forms.Field):
    """A moment as we wrote it ourselves, to the microsecond."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            return datetime.fromisoformat(value) if value else None
        except ValueError:
            return None


class StartForm(Form):
    """The first two minutes. It saves itself while it is written."""

    violence = _question(StopKind.VIOLENCE)
    honour = _question(StopKind.HONOUR)
    works = _words(
        "Hvad fungerer for barnet?", "Gerne først: en styrke, et lyspunkt, en god stund.", rows=3, required=False
    )
    worries = _words("Hvad undrer eller bekymrer dig?", "Skriv, hvad du har set eller hørt, så barnet kan læse det.")
    observed_on = DateField(label="Hvornår så eller hørte du det?")
    circle = _circle("Hvor ser du det?")
    ics = TagsField()
    grown = forms.CharField(required=False, max_length=2, widget=forms.HiddenInput)  # out of a position in a round


class AnswersForm(Form):
    """A question that has set a stop offers no other answer: only the authority lifts it. A no of a page opened before
    the stop is still heard, and refused by the rule: it must not take a new yes with it.
    """

    violence = _question(StopKind.VIOLENCE)
    honour = _question(StopKind.HONOUR)

    def __init__(self, *args: Any, stopped: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in stopped:
            _ask(self, kind, [pair for pair in _choices(texts.ANSWER) if pair[0] == Answer.YES])
            self.fields[kind].help_text = "Stoppet gælder. Det er kun myndigheden, der kan ophæve det."


class WorksForm(Form):
    """A protective factor."""

    text = _words("Hvad fungerer?", "En styrke, en god relation, noget, der lykkes. Også det små tæller.")
    circle = _circle("Hvor er det?")
    observed_on = DateField(label="Hvornår så du det?", required=False)
    ics = TagsField()


class WorriesForm(Form):
    """Something that makes it harder: always seen or heard on a day."""

    text = _words("Hvad bekymrer dig?", "Skriv, hvad du har set eller hørt. Undgå ord om, hvordan barnet er.")
    circle = _circle("Hvor er det?")
    observed_on = DateField(label="Hvornår så eller hørte du det?")
    ics = TagsField()


class RewordForm(Form):
    text = _words("Dine ord", "Det, der stod før, bliver stående i historikken.")
    built_on = MomentField(widget=forms.HiddenInput, required=False)


class WantedForm(Form):
    text = _words("Hvad skal der ske?", "Hvad vil vi gerne se i hverdagen? Skriv det, så barnet kan forstå det.")
    built_on = MomentField(widget=forms.HiddenInput, required=False)


class StepForm(Form):
    what = _words("Hvad gør vi?", "Noget, vi kan gøre dér, hvor barnet allerede er.", rows=3)
    who = forms.ChoiceField(label="Hvem gør det?")
    where = forms.CharField(label="Hvor?", max_length=200, help_text="For eksempel »Blåmejserne, ved morgensamling«.")
    due_on = DateField(label="Hvornår skal det senest være gjort?")
    review_on = DateField(label="Hvornår ser vi på, om det hjalp?")

    def __init__(self, *args: Any, people: Iterable[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{one.name}, {one.title}") for one in people]
        _offer(self, "who", [("", "Vælg"), *named])


class DoneForm(Form):
    done_on = DateField(label="Hvornår blev det gjort?")
    outcome = _words("Hvad kom der ud af det?", "Hvad blev anderledes for barnet?")


class MarkForm(Form):
    """One mark. A scale's steps, and nothing between them, can be chosen."""

    step = forms.ChoiceField(label="Hvor er vi nu?", widget=forms.RadioSelect)
    said_on = DateField(label="Hvilken dag?")
    note = _words("Hvorfor lige dér?", "Hvad skal der til for at komme ét skridt videre?", rows=3, required=False)

    def __init__(self, *args: Any, steps: Iterable[tuple[ScaleStep, str]], **kwargs: Any) -> None:
        """Each step with what it can look like at the child's age."""
        super().__init__(*args, **kwargs)
        _offer(self, "step", [(str(one.pk), f"{one}: {text}" if text else str(one)) for one, text in steps])


class OthersMarkForm(MarkForm):
    """Where the child, a parent or somebody of the network puts theirs."""

    whose = forms.ChoiceField(
        label="Hvem siger det?",
        choices=[pair for pair in _choices(texts.WHOSE) if pair[0] != Whose.STAFF],
        widget=forms.RadioSelect,
    )
    name = SometimesField(label="Navn", max_length=200, help_text="Skal ikke skrives, når det er barnet selv.")
    role_words = SometimesField(
        label="Hvem er det for barnet?", max_length=120, help_text="For eksempel »mor«. Ikke, når det er barnet selv."
    )
    field_order = ["whose", "name", "role_words", "step", "said_on", "note"]


class RewordVoiceForm(Form):
    """Without the picture: another picture is another piece."""

    house = forms.ChoiceField(label="Hvilket hus?", choices=_choices(texts.HOUSE), widget=forms.RadioSelect)
    text = SometimesField(
        label="Barnets ord", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Skriv det, som barnet siger det. Fortolk ikke. Skal skrives, når der ikke er en tegning.",
    )  # fmt: skip
    is_verbatim = forms.BooleanField(label="Det er barnets egne ord, ord for ord", required=False)
    written_by = forms.ChoiceField(label="Hvem skrev?", choices=_choices(texts.WRITTEN_BY), widget=forms.RadioSelect)
    said_on = DateField(label="Hvilken dag?")


class VoiceForm(RewordVoiceForm):
    drawing = forms.FileField(
        label="Billede af tegningen",
        required=False,
        help_text="JPEG eller PNG, højst 8 MB. Sted og tid bliver taget ud af billedet.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    field_order = ["house", "text", "drawing"]


class ApproveForm(Form):
    allowed = forms.MultipleChoiceField(
        label="Hvem må se det? Barnet bestemmer.",
        choices=_choices(texts.AUDIENCE),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ingen kryds betyder, at ingen andre må. Bagefter er stykket låst.",
    )
    agreed = forms.BooleanField(
        label="Barnet har set eller hørt det og sagt ja til, at det står sådan",
        help_text="Siger barnet nej, så gå tilbage og ret ordene, eller slet dem.",
    )


class ShareForm(Form):
    shared_on = DateField(label="Hvilken dag viste I det til forældrene?")


class InvolveForm(Form):
    party = forms.ChoiceField(label="Hvem er inddraget?", choices=_choices(texts.PARTY), widget=forms.RadioSelect)
    involved_on = DateField(label="Hvilken dag talte I sammen?")
    words = _words("Hvad sagde de?", "Kort, og med deres egne ord.", rows=3)


class GuideForm(Form):
    """What the guide cannot know by itself."""

    about = forms.ChoiceField(
        label="Hvad handler det om?",
        choices=[
            ("", "Det ved vi ikke endnu"),
            *((str(track), label) for track, label in TRACK.items() if track not in _ASKED),
        ],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )
    degree = forms.ChoiceField(
        label="Hvilken grad taler I ud fra?",
        choices=[("", "Det siger vi ikke"), *((str(degree), f"Grad {degree}") for degree in DEGREES)],
        required=False,
        initial="",
        widget=forms.RadioSelect,
        help_text="Ved grad 1 trives barnet. Ved grad 5 er barnet i fare. Samspor gætter den ikke ud fra linealen.",
    )
    acute = forms.BooleanField(label="Barnet er i fare lige nu", required=False)


class CloseForm(Form):
    """What came of it, and Lundy's four: room, way, hearers and what it changed. Only the last must be said."""

    outcome = _words("Hvad kom der ud af det?", "Hvad er anderledes for barnet nu?")
    childs_room = _words("Havde barnet rum til at sige noget?", "Hvor og hvornår?", rows=2, required=False)
    childs_way = _words(
        "Blev det sagt på barnets egen måde?", "Med ord, leg, tegning eller på en anden måde?", rows=2, required=False
    )
    childs_hearers = _words("Hvem lyttede?", "Hvem fik det at vide, som kunne gøre noget?", rows=2, required=False)
    childs_words = _words("Hvad ændrede barnets ord?", "Ændrede de ingenting, så skriv hvorfor.")


class ReopenForm(Form):
    reason = _words("Hvorfor åbner I den igen?", "Det, I skrev, da I afsluttede, bliver gemt.", rows=3)


class NotifiedForm(Form):
    notified_on = DateField(label="Hvilken dag blev der underrettet?")


class LiftForm(Form):
    reason = _words("Hvorfor kan stoppet ophæves?", "Din begrundelse bliver stående.")


class ConsultForm(Form):
    """There is no field for a name, a birth date or a place, and there must never be one."""

    theme = forms.ChoiceField(label="Hvad handler det om?", choices=_choices(texts.THEME))
    text = _words("Hvad vil du gerne tænke højt om?", "Uden navne, datoer og steder.", rows=8)
    confirmed = forms.MultipleChoiceField(
        label="Det er ikke barnets navn eller CPR-nummer", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, caught: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(caught)
        if found:
            _offer(self, "confirmed", [(word, word) for word in found])
        else:
            del self.fields["confirmed"]


def _ask(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    """What is shown; what is understood is as before."""
    widget = form.fields[name].widget
    assert isinstance(widget, forms.RadioSelect)  # noqa: S101 -- declared above
    widget.choices = choices


def _offer(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
    field.choices = choices
