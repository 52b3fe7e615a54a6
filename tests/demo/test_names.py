"""Names are of many origins, of every shape that rosters trip over, and believable in number."""

import re
from collections import Counter

import pytest

from samspor.demo import rows
from samspor.demo.ids import Stream
from samspor.demo.names import child_given, draw_origin, joined, mailbox, origins
from samspor.demo.parameters import source_of, table


def test_every_origin_is_drawn_about_as_often_as_its_weight_says():
    every, weights = origins()
    chance = Stream(1, "names")
    drawn = Counter(draw_origin(chance).key for _ in range(20_000))
    for origin, weight in zip(every, weights, strict=True):
        assert drawn[origin.key] / 20_000 == pytest.approx(weight / sum(weights), abs=0.012)
    assert len(every) >= 12


@pytest.mark.parametrize("shape", ["-", " von ", " de ", "el-", "ø", "ğ", "í ", "Ngu"])
def test_the_municipality_has_names_of_every_shape(middle, shape):
    assert any(shape in f" {child.given_names} {child.family_name} " for child in middle[rows.Child])


def test_no_list_says_a_name_twice():
    for origin in origins()[0]:
        for names in (origin.girls, origin.boys, origin.women, origin.men, origin.family):
            assert len(set(names)) == len(names)


def test_most_children_have_a_name_of_their_own(small, middle):
    for made, share in ((small, 0.95), (middle, 0.75)):
        named = {(child.given_names, child.family_name) for child in made[rows.Child]}
        assert len(named) / len(made[rows.Child]) > share


def test_a_child_is_called_after_one_parent_or_both():
    chance = Stream(1, "joined")
    made = {joined(chance, "Holm", "el-Khatib") for _ in range(300)}
    assert made == {"Holm", "el-Khatib", "Holm el-Khatib", "Holm-el-Khatib"}
    assert joined(chance, "Holm", "Holm") == "Holm"


def test_given_names_are_one_two_or_hyphenated():
    chance = Stream(1, "given")
    origin = origins()[0][0]
    made = [child_given(chance, origin, boy=bool(n % 2)) for n in range(500)]
    assert {sum(c in " -" for c in name) for name in made} == {0, 1}
    assert any("-" in name for name in made)


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("Pia Holm", 0, "pia.holm@fjordby.example"),
        ("Søren Ægidius-Ågård", 7, "soeren.aegidius.aagaard7@fjordby.example"),
        ("Łukasz í Dali", 0, "lukasz.i.dali@fjordby.example"),
    ],
)
def test_mail_goes_to_a_domain_that_cannot_exist(name, number, expected):
    assert mailbox(name, "fjordby", number) == expected


def test_every_mailbox_of_the_staff_is_its_own(middle):
    boxes = [one.email for one in middle[rows.Staff]]
    assert len(set(boxes)) == len(boxes)
    assert all(re.fullmatch(r"[a-z0-9.]+@fjordby\.example", box) for box in boxes)


def test_the_municipality_is_none_of_the_real_ones():
    real = [
        "Albertslund",
        "Allerød",
        "Assens",
        "Ballerup",
        "Billund",
        "Bornholm",
        "Brøndby",
        "Brønderslev",
        "Dragør",
        "Egedal",
        "Esbjerg",
        "Fanø",
        "Favrskov",
        "Faxe",
        "Fredensborg",
        "Fredericia",
        "Frederiksberg",
        "Frederikshavn",
        "Frederikssund",
        "Furesø",
        "Faaborg-Midtfyn",
        "Gentofte",
        "Gladsaxe",
        "Glostrup",
        "Greve",
        "Gribskov",
        "Guldborgsund",
        "Haderslev",
        "Halsnæs",
        "Hedensted",
        "Helsingør",
        "Herlev",
        "Herning",
        "Hillerød",
        "Hjørring",
        "Holbæk",
        "Holstebro",
        "Horsens",
        "Hvidovre",
        "Høje-Taastrup",
        "Hørsholm",
        "Ikast-Brande",
        "Ishøj",
        "Jammerbugt",
        "Kalundborg",
        "Kerteminde",
        "Kolding",
        "København",
        "Køge",
        "Langeland",
        "Lejre",
        "Lemvig",
        "Lolland",
        "Lyngby-Taarbæk",
        "Læsø",
        "Mariagerfjord",
        "Middelfart",
        "Morsø",
        "Norddjurs",
        "Nordfyn",
        "Nyborg",
        "Næstved",
        "Odder",
        "Odense",
        "Odsherred",
        "Randers",
        "Rebild",
        "Ringkøbing-Skjern",
        "Ringsted",
        "Roskilde",
        "Rudersdal",
        "Rødovre",
        "Samsø",
        "Silkeborg",
        "Skanderborg",
        "Skive",
        "Slagelse",
        "Solrød",
        "Sorø",
        "Stevns",
        "Struer",
        "Svendborg",
        "Syddjurs",
        "Sønderborg",
        "Thisted",
        "Tønder",
        "Tårnby",
        "Vallensbæk",
        "Varde",
        "Vejen",
        "Vejle",
        "Vesthimmerland",
        "Viborg",
        "Vordingborg",
        "Ærø",
        "Aabenraa",
        "Aalborg",
        "Aarhus",
    ]
    assert len(real) == 98
    assert table("places")["municipality"].removesuffix(" Kommune") not in real


def test_every_parameter_says_where_it_is_from():
    for section, values in table("parameters").items():
        for key in values:
            assert source_of(section, key)
