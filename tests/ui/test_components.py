"""The components: their markup, what they refuse, and what no template may hold."""

import re

import pytest

from samspor.ui.fields import Option
from samspor.ui.forms import Problem
from tests.ui.drawing import ROOM, STATIC, TEMPLATES, components, draw

OPTIONS = [Option("a", "Alma", chosen=False), Option("b", "Bo <3", chosen=True)]
SPRITE = "/static/vendor/dkfds/img/icons.svg"
ICON = '<svg class="icon-svg{}" focusable="false" {}><use href="{}#{}"></use></svg>'


def icon(name, *, classes="", label=""):
    heard = f'role="img" aria-label="{label}"' if label else 'aria-hidden="true"'
    return ICON.format(classes, heard, SPRITE, name)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{{ ui.button("Gem") }}', '<button type="submit" class="button button-primary">Gem</button>'),
        (
            '{{ ui.button("Slet", variant="warning", name="do", value="x", context="noten", disabled=1) }}',
            (
                '<button type="submit" class="button button-warning" name="do" value="x" disabled>'
                'Slet<span class="sr-only"> noten</span></button>'
            ),
        ),
        (
            '{{ ui.button("Gem", icon="save", attributes={"hx-post": "/a?b&c"}) }}',
            (f'<button type="submit" class="button button-primary" hx-post="/a?b&amp;c">{icon("save")}Gem</button>'),
        ),
        (
            '{{ ui.link_button("Åbn", "/boern/", icon="groups", context="gruppen") }}',
            (
                f'<a href="/boern/" class="button button-secondary">{icon("groups")}Åbn'
                '<span class="sr-only"> gruppen</span></a>'
            ),
        ),
        (
            '{{ ui.back_link("Tilbage", "/") }}',
            f'<a href="/" class="back-link">{icon("chevron-left")}Tilbage</a>',
        ),
        ("{% call ui.button_group() %}x{% endcall %}", '<div class="button-group">x</div>'),
        (
            '{{ ui.alert("<b>", variant="warning", heading="Vent", level=3, urgent=true) }}',
            (
                f'<div class="alert alert-warning" role="alert">'
                f'{icon("warning", classes=" alert-icon", label="Vær opmærksom")}<div class="alert-body">'
                '<h3 class="alert-heading">Vent</h3><p class="alert-text">&lt;b&gt;</p></div></div>'
            ),
        ),
        ("{{ ui.error_summary([]) }}", ""),
        ("{{ ui.pagination(1, 1) }}", ""),
        (
            '{{ ui.details("Hvad?") if false }}{% call ui.details("Hvad?", open=true) %}Det.{% endcall %}',
            (
                '<details class="details" open><summary class="details-summary">Hvad?</summary>'
                '<div class="details-text">Det.</div></details>'
            ),
        ),
        (
            '{{ ui.save_status("Gemt kl. 14.03") }}',
            '<p class="app-save-status" role="status" aria-live="polite" data-save-status>Gemt kl. 14.03</p>',
        ),
        ('{{ ui.table_cards("Børn", ["Barn"], []) }}', '<p class="app-help">Her er ikke noget endnu.</p>'),
        (
            '{{ ui.facts([("Runde", "Efterår")]) }}',
            '<dl class="app-facts"><div><dt>Runde</dt><dd>Efterår</dd></div></dl>',
        ),
        (
            '{{ ui.progress("Vurderet", 1, 3, "p") }}',
            (
                '<div class="app-progress"><label for="p">Vurderet</label>'
                '<progress id="p" value="1" max="3">1 af 3</progress><span>1 af 3</span></div>'
            ),
        ),
    ],
)
def test_draws(source, expected):
    assert draw(source) == expected


@pytest.mark.parametrize("name", sorted(components()))
def test_refuses_an_argument_it_does_not_declare(name):
    with pytest.raises(TypeError, match="no keyword argument 'colour_of_child'"):
        components()[name](colour_of_child="red")


@pytest.mark.parametrize(
    ("value", "word", "shape"),
    [
        ("green", "Trivsel", "circle"),
        ("yellow", "Øget opmærksomhed", "triangle"),
        ("red", "Bekymring", "square"),
        ("", "Ikke vurderet", "ring"),
    ],
)
def test_says_a_position_with_word_and_shape(value, word, shape):
    drawn = draw("{{ ui.position(value) }}", value=value)
    assert drawn.endswith(f"</svg>{word}</span>")
    assert f"shape-{shape}" in drawn


@pytest.mark.parametrize("tone", ["neutral", "done", "waiting", "attention", "problem", "stop"])
def test_says_a_status_with_word_and_shape(tone):
    drawn = draw('{{ ui.status("Ordet", tone=tone) }}', tone=tone)
    assert drawn.endswith("</svg>Ordet</span>")
    assert '<svg class="shape' in drawn
    assert "shape-square" not in drawn  # of the red position alone


def test_a_stop_has_a_sign_and_a_colour_of_its_own():
    tones = ("neutral", "done", "waiting", "attention", "problem", "stop")
    drawn = [draw('{{ ui.status("Stop", tone=tone) }}', tone=tone) for tone in tones]
    shapes = [re.search(r"shape-(\w+)", one)[1] for one in (*drawn, draw('{{ ui.position("red") }}'))]
    assert shapes[5] == "octagon"
    assert len(set(shapes)) == 7
    css = (STATIC / "ui" / "samspor.css").read_text()
    assert re.search(r"^(.*)\{ background: var\(--red-ground\)", css, re.MULTILINE)[1] == "span.app-position-red "


def test_offers_three_positions_by_name():
    drawn = draw('{{ ui.position_choice("p", "Position for Alma", "x", chosen="red") }}')
    assert re.findall(r'value="(\w+)" id="x-\w+"( checked)?', drawn) == [
        ("green", ""),
        ("yellow", ""),
        ("red", " checked"),
    ]
    assert "<legend" in drawn
    assert "data-position-row" in drawn


def test_summarises_problems_as_links_to_their_fields():
    drawn = draw("{{ ui.error_summary(problems) }}", problems=[Problem("id_a", "A & B"), Problem("", "Alt")])
    assert '<li><a href="#id_a">A &amp; B</a></li><li>Alt</li>' in drawn
    assert 'tabindex="-1"' in drawn


def test_names_each_cell_for_the_phone_and_each_role_for_the_reader():
    drawn = draw('{{ ui.table_cards("Børn", ["Barn", "Alder"], [["Alma", "<4>"]], show_caption=false) }}')
    assert '<caption class="sr-only">Børn</caption>' in drawn
    age = '<td role="cell" data-title="Alder"><div class="app-cell">&lt;4&gt;</div></td>'
    assert f'<th scope="row" role="rowheader">Alma</th>{age}' in drawn


def test_marks_where_one_is():
    assert draw('{{ ui.breadcrumbs([("Børn", "/boern/"), ("Alma", "")]) }}').count('aria-current="page"') == 1
    steps = draw('{{ ui.step_indicator(["Vælg", "Se", "Gem"], 2, hrefs=["/1/"]) }}')
    assert re.findall(r'<li class="(\w*)"(?: aria-current="(\w+)")?>', steps) == [
        ("", ""),
        ("current", "step"),
        ("disabled", ""),
    ]
    assert '<a class="step" href="/1/">' in steps


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [(1, 3, "1 2 3"), (5, 120, "1 … 4 5 6 … 120"), (120, 120, "1 … 119 120"), (1, 120, "1 2 … 120")],
)
def test_shows_few_pages_of_many(page, pages, numbers):
    drawn = draw("{{ ui.pagination(page, pages) }}", page=page, pages=pages)
    assert " ".join(re.findall(r"<li[^>]*>(?:<a[^>]*>)?([\d…]+)", drawn)) == numbers
    assert ('rel="prev"' in drawn, 'rel="next"' in drawn) == (page > 1, page < pages)


def test_draws_the_child_the_same_everywhere():
    drawn = draw('{{ ui.child_header("Alma", "4 år", "Skovbrynet") }}')
    assert '<h1 class="h1">Alma</h1>' in drawn
    assert "<dd>Ingen endnu</dd>" in drawn
    assert "<dd>Ikke aftalt</dd>" in drawn
    assert "adressebeskyttelse" not in drawn


@pytest.mark.parametrize("optional", [True, False])
@pytest.mark.parametrize(
    "call",
    [
        'ui.input("n", "Navn", "x", optional=o)',
        'ui.date("n", "Navn", "x", optional=o)',
        'ui.file("n", "Navn", "x", optional=o)',
        'ui.textarea("n", "Navn", "x", optional=o)',
        'ui.select("n", "Navn", "x", options, optional=o)',
        'ui.radios("n", "Navn", "x", options, optional=o)',
        'ui.checkboxes("n", "Navn", "x", options, optional=o)',
    ],
)
def test_says_what_is_optional_and_labels_every_control(call, optional):
    drawn = draw("{{ " + call + " }}", options=OPTIONS, o=optional)
    assert ("(valgfrit)" in drawn) is optional
    controls = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', drawn)
    assert controls
    assert set(controls) <= set(re.findall(r'for="([^"]+)"', drawn))


def test_remembers_the_choice_and_escapes_its_word():
    drawn = draw('{{ ui.radios("n", "Hvem", "x", options) }}', options=OPTIONS)
    assert 'id="x-2" name="n" value="b" checked' in drawn
    assert "Bo &lt;3" in drawn


def test_searches_with_get():
    drawn = draw('{{ ui.search_field("/boern/", "Find et barn", "q", hint="To bogstaver") }}')
    assert drawn.startswith('<form method="get" action="/boern/" role="search"')
    assert 'aria-describedby="q-hint"' in drawn


FORBIDDEN = {
    "inline script": r"<script(?![^>]*\ssrc=)",
    "inline style": r"<style|\sstyle\s*=",
    "handler": r"\son[a-z]+\s*=|hx-on|javascript:",
    "htmx filter or eval": r"hx-(vals|vars|headers)\s*=\s*[\"']js:|hx-trigger=[\"'][^\"']*\[",
    "host": r"(src|href|action)=[\"']?(https?:)?//",
}


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_finds_nothing_inline_and_no_host_in_any_template(rule):
    templates = list(ROOM.parent.glob("*/templates/**/*.html"))
    assert TEMPLATES / "ui" / "base.html" in templates
    found = [path.name for path in templates if re.search(FORBIDDEN[rule], path.read_text(), re.IGNORECASE)]
    assert found == []
