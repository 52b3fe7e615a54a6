"""Every template is asked for by something, and the suite that draws them all is watched over."""

import re

from tests.architecture.house import ROOMS, parsed, strings, template_name, templates, text
from tests.rendered import DRAWN, ours

# Asked for by libraries, by their own names.
ASKED_FOR_ELSEWHERE = re.compile(r"(account|mfa)/[\w/]+\.(html|txt)")
NAMED_IN_TEMPLATES = re.compile(r"[\"']([\w/]+\.(?:html|txt))[\"']")


def asked_for() -> set[str]:
    in_python = {one for _, code in parsed() for one in strings(code) if one.endswith((".html", ".txt"))}
    in_templates = {name for path in templates() for name in NAMED_IN_TEMPLATES.findall(text(path))}
    return in_python | in_templates


def built_from_a_word() -> set[str]:
    """`_page(request, "refused", ...)`: names that errors.py puts together."""
    return {f"project/{one}.html" for path, code in parsed() if path.stem == "errors" for one in strings(code)}


def test_every_template_is_asked_for() -> None:
    there = {template_name(path) for path in templates()}
    forgotten = there - asked_for() - built_from_a_word()
    assert {name for name in forgotten if not ASKED_FOR_ELSEWHERE.fullmatch(name)} == set()


def test_no_template_is_asked_for_in_vain() -> None:
    there = {template_name(path) for path in templates()}
    ours_by_name = {name for name in asked_for() if name.split("/")[0] in ROOMS and "/" in name}
    assert ours_by_name - there == set()


def test_what_is_drawn_is_kept_count_of(pytestconfig, rf) -> None:
    from django.template.loader import render_to_string

    assert DRAWN in pytestconfig.stash, "tests/conftest.py registers tests.rendered"
    render_to_string("project/out_of_order.html", {"municipality_name": "Fjordby"}, using="jinja2")
    assert {"project/out_of_order.html", "ui/base.html"} <= pytestconfig.stash[DRAWN]
    assert "project/out_of_order.html" in ours()
