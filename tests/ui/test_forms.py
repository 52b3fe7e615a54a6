"""What a form accepts, what it says, and how its fields are drawn."""

from datetime import date
from uuid import UUID

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from samspor.base.refused import Refused
from samspor.ui.forms import LONGEST_TEXT, DateField, Form

CHOICES = [("a", "Alma"), ("b", "Bo")]


class Note(Form):
    text = forms.CharField(label="Bemærkning", max_length=20)
    where = forms.CharField(label="Hvor?", required=False)


class Grouped(Form):
    many = forms.MultipleChoiceField(choices=[("a", "Alma"), ("Andre", [("b", "Bo"), ("c", "Carla")])],
                                     widget=forms.CheckboxSelectMultiple)  # fmt: skip


@pytest.mark.parametrize(("sent", "is_open"), [({"many": ["a"]}, False), ({"many": ["c"]}, True), ({}, True)])
def test_what_few_choose_is_folded_until_it_is_chosen_or_nothing_is(sent, is_open):
    drawn = Grouped(MultiValueDict(sent))["many"].as_field()
    assert drawn.index("Alma") < drawn.index("<details") < drawn.index("Andre") < drawn.index("Carla")
    assert ("<details" in drawn and " open>" in drawn) is is_open
    assert ('value="c" checked' in drawn) is ("c" in sent.get("many", ()))


class Everything(Form):
    one = forms.ChoiceField(label="Hvem", choices=CHOICES)
    radio = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    several = forms.MultipleChoiceField(choices=CHOICES, required=False)
    box = forms.BooleanField()
    day = DateField(help_text="Dag, måned og år")
    count = forms.IntegerField(min_value=1)
    area = forms.CharField(widget=forms.Textarea(attrs={"rows": 9, "hx-post": "/gem/"}))
    code = forms.CharField(widget=forms.PasswordInput)
    paper = forms.FileField()
    mail = forms.EmailField(error_messages={"required": "Vi skal bruge en mailadresse til kvitteringen."})


def problems(form):
    return [problem.text for problem in form.problems()]


def test_keeps_what_is_typed_exactly():
    form = Note({"text": "  to blanke \n"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "  to blanke \n"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Bemærkning: Udfyld feltet."),
        (" \n\t", "Bemærkning: Udfyld feltet."),
        ("a" * 22, "Bemærkning: Teksten er 2 tegn for lang. Der er plads til 20 tegn."),
        (
            "hej\0",
            "Bemærkning: Teksten indeholder et tegn, som vi ikke kan gemme. Det er vist som �. Slet det",
        ),
    ],
)
def test_says_in_danish_what_to_do(typed, sentence):
    said = problems(Note({"text": typed}))
    assert len(said) == 1
    assert said[0].startswith(sentence)


def test_has_a_longest_text_even_where_none_is_declared():
    said = problems(Note({"text": "x", "where": "æ" * (LONGEST_TEXT + 1)}))
    assert said == ["Hvor? Teksten er 1 tegn for lang. Der er plads til 10.000 tegn."]


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_accepts_emoji_and_every_script(typed):
    form = Note({"text": typed})
    assert form.is_valid() is bool(typed.strip())
    assert form["text"].shown == typed


def test_speaks_danish_about_every_sort_of_question():
    assert problems(Everything({})) == [
        "Hvem: Vælg en mulighed.",
        "Radio: Vælg en mulighed.",
        "Many: Vælg mindst én mulighed.",
        "Box: Sæt kryds her for at gå videre.",
        "Day: Skriv en dato.",
        "Count: Skriv et tal.",
        "Area: Udfyld feltet.",
        "Code: Udfyld feltet.",
        "Paper: Vælg en fil.",
        "Mail: Vi skal bruge en mailadresse til kvitteringen.",
    ]


def test_refuses_a_choice_that_is_not_shown_and_an_empty_file():
    form = Everything(
        MultiValueDict({"one": ["z"], "many": ["z"], "day": ["31. februar"], "count": ["mange"], "mail": ["@"]}),
        MultiValueDict({"paper": [SimpleUploadedFile("tom.csv", b"")]}),
    )
    assert set(problems(form)) >= {
        "Hvem: Vælg blandt de muligheder, der vises.",
        "Many: Vælg blandt de muligheder, der vises.",
        "Day: Skriv datoen som dag, måned og år, for eksempel 21.11.2026.",
        "Count: Skriv et helt tal.",
        "Paper: Filen er tom. Vælg en anden fil.",
        "Mail: Skriv en mailadresse, for eksempel navn@kommune.dk.",
    }


@pytest.mark.parametrize("typed", ["2026-11-21", "21.11.2026", "21. 11. 2026", "21-11-2026", "21/11/2026", "21112026"])
def test_understands_danish_dates(typed):
    assert DateField().clean(typed) == date(2026, 11, 21)


def test_gives_every_form_a_key_of_its_own():
    first, second = Note(), Note()
    assert UUID(first["form_key"].value())
    assert first["form_key"].value() == first["form_key"].value() != second["form_key"].value()


def test_refuses_a_tampered_key_with_a_sentence_without_a_link():
    (problem,) = Note({"text": "hej", "form_key": "1 OR 1=1"}).problems()
    assert problem.field_id == ""
    assert problem.text.startswith("Siden er blevet forældet. Hent den igen")


@pytest.mark.parametrize(
    ("field", "expected"),
    [("text", ("id_text", "Bemærkning: Runden er lukket.")), (None, ("", "Runden er lukket."))],
)
def test_shows_what_a_rule_refused(field, expected):
    form = Note({"text": "hej"})
    assert form.is_valid()
    form.refuse(Refused("Runden er lukket.", field))
    assert form.problems() == [expected]


def test_shows_a_refusal_about_an_unknown_field_on_the_whole_form():
    form = Note({"text": "hej"})
    form.refuse(Refused("Runden er lukket.", "round"))
    assert form.problems() == [("", "Runden er lukket.")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("one", "select"), ("radio", "radios"), ("many", "checkboxes"), ("several", "select"),
        ("box", "checkbox"), ("day", "date"), ("count", "text"), ("area", "textarea"), ("code", "password"),
        ("paper", "file"), ("mail", "email"), ("form_key", "hidden"),
    ],
)  # fmt: skip
def test_knows_what_kind_of_question_it_is(name, kind):
    assert Everything()[name].kind == kind


def test_keeps_a_date_that_can_not_be_read_on_the_page():
    bound = Everything({"day": "31. februar"})["day"]
    assert (bound.kind, bound.shown) == ("text", "31. februar")
    assert Everything(initial={"day": date(2026, 11, 21)})["day"].shown == "2026-11-21"


@pytest.mark.parametrize("typed", ["2027-02-01", "1.2.2027", "01-02-2027"])
def test_a_date_that_a_rule_refused_is_a_date_still(typed):
    form = Everything({"day": typed})
    form.add_error("day", "Dagen ligger for langt fremme.")
    assert (form["day"].kind, form["day"].shown) == ("date", "2027-02-01")
    assert "åååå" not in form["day"].hint


def test_a_date_as_text_says_how_it_is_written():
    assert "d. m. åååå" in Everything({"day": "31. februar"})["day"].hint
    assert Everything({"day": ""})["day"].kind == "date"


def test_never_shows_a_password_again():
    assert Everything({"code": "hemmelig"})["code"].shown == ""


def test_remembers_what_was_chosen():
    form = Everything(MultiValueDict({"one": ["b"], "several": ["a", "b"], "box": ["on"], "radio": ["a"]}))
    assert [option.chosen for option in form["one"].options] == [False, True]
    assert [option.chosen for option in form["several"].options] == [True, True]
    assert [option.chosen for option in form["radio"].options] == [True, False]
    assert form["box"].ticked


def test_leaves_it_to_the_server_to_refuse():
    form = Everything()
    assert form["count"].attributes() == {"inputmode": "numeric"}
    assert form["area"].attributes() == {"hx-post": "/gem/"}
    assert (form["area"].rows, form["area"].limit, form["one"].limit) == (9, LONGEST_TEXT, None)


def test_draws_itself_with_label_hint_and_error():
    drawn = str(Everything({"day": "<i>"})["day"].as_field())
    assert '<label class="form-label" for="id_day">Day</label>' in drawn
    asked = "Dag, måned og år Dag, måned og år: d. m. åååå, for eksempel 21.11.2026."
    assert f'<span class="form-hint" id="id_day-hint">{asked}</span>' in drawn
    assert 'aria-describedby="id_day-hint id_day-error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'value="&lt;i&gt;"' in drawn


def test_a_form_with_a_good_key_is_valid() -> None:
    assert Form({"form_key": "7a0d2b1e-0b6c-4b6e-9d0e-1f2a3b4c5d6e"}).is_valid()
