"""Draws a piece of template with our environment, for the tests of this room."""

import re
from pathlib import Path
from typing import Any

import jinja2

import samspor.ui
from samspor.ui.jinja import environment

ROOM = Path(samspor.ui.__file__).parent
TEMPLATES = ROOM / "templates"
STATIC = ROOM / "static"
MADE = environment(loader=jinja2.FileSystemLoader(TEMPLATES))


def fragment(source: str, **context: Any) -> str:
    return MADE.from_string('{% import "ui/components.html" as ui %}' + source).render(context)


def draw(source: str, **context: Any) -> str:
    """The markup on one line, so that a test reads like markup."""
    made = fragment(source, **context)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", made)).strip()


def page(source: str, **context: Any) -> str:
    head = '{% extends "ui/base.html" %}{% import "ui/components.html" as ui %}'
    blocks = "{% block heading %}Prøve{% endblock %}{% block main %}" + source + "{% endblock %}"
    return MADE.from_string(head + blocks).render(context)


def components() -> dict[str, Any]:
    module = MADE.get_template("ui/components.html").module
    return {name: macro for name, macro in vars(module).items() if hasattr(macro, "arguments")}
