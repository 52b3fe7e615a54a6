"""The pages under docs/generated: what the code says of itself, written out for people. None is edited by hand."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from itertools import groupby
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from django.apps import apps
from django.db.models import Model

from samspor.access import texts
from samspor.access.rules import EMERGENCY_HOURS, EMERGENCY_OPENS, POLICY, Permission, Reach, Role
from samspor.access.secret import SecretText
from samspor.law.table import table
from samspor.law.texts import Line, sections

MADE = "<!-- Made by `make_docs` from {source}. Edit that, not this. -->"
SORTS = {"cpr": "CPR", "sensitive": "sensitive", "ordinary": "ordinary", "none": "none"}


def documents(docs: Path) -> Mapping[str, str]:
    """Every page by its file name."""
    return {
        "glossary.md": glossary(docs / "glossary.toml"),
        "deadlines.md": deadlines(),
        "permissions.md": permissions(),
        "states.md": states(),
        "privacy.md": privacy(),
    }


def drifted(docs: Path) -> list[str]:
    """The pages that no longer say what the code says, and those that are nobody's."""
    folder, wanted = docs / "generated", documents(docs)
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in there.keys() | wanted.keys() if there.get(name) != wanted.get(name))


def write(docs: Path) -> None:
    folder = docs / "generated"
    folder.mkdir(exist_ok=True)
    for name, page in documents(docs).items():
        (folder / name).write_text(page, encoding="utf-8")


def glossary(path: Path) -> str:
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    terms = sorted(held["term"], key=lambda term: term["da"].casefold())
    words = ((term["da"], term["en"], f"`{term['code']}`", term["meaning"], term.get("not", "")) for term in terms)
    rooms = ((room["da"], f"`{room['code']}`", room["meaning"]) for room in held["room"])
    return _page(
        "Ordliste",
        "docs/glossary.toml",
        _table(("Ord", "På engelsk", "I koden", "Betyder", "Er ikke"), words),
        "## Husets rum",
        _table(("Rum", "I koden", "Hvad der bor der"), rooms),
    )


def deadlines() -> str:
    parts = []
    for section in sections(table().rules):
        parts += [f"## {section.law}", _table(HEADINGS, map(_deadline, section.lines))]
    return _page("Regler og frister", "src/samspor/law/rules.toml", *parts)


HEADINGS = ("Regel", "Hvor", "Begynder", "Længde", "Tælles", "Gælder", "Status")


def _deadline(line: Line) -> tuple[str, ...]:
    status = ", ".join(filter(None, (line.in_use, line.certainty, line.reviewed, line.may_tighten)))
    where = f"{line.paragraph} (før: {line.formerly})" if line.formerly else line.paragraph
    title = f"{line.title} (`{line.id}`)"
    return (title, where, line.trigger, f"{line.length}, {line.basis}", line.counting, line.valid, status)


def permissions() -> str:
    opened = ", ".join(texts.PERMISSION[one] for one in sorted(EMERGENCY_OPENS))
    return _page(
        "Hvem må hvad",
        "src/samspor/access/rules.py",
        "En rolle, der ikke er nævnt, må det ikke. Hvor langt betyder: for hvilke børn og enheder. Enhver række gælder "
        "også de børn, man har en tilknytning til.",
        _table(("Må", "Hvem", "Hvor langt", "I koden"), (row for one in Permission for row in _who(one))),
        f"Nødadgang varer {EMERGENCY_HOURS} timer og giver lov til at {opened}. Ikke andet.",
    )


def _who(permission: Permission) -> Iterator[tuple[str, ...]]:
    """A line for each reach, the widest first."""
    held = sorted(POLICY[permission].items(), key=lambda pair: (-pair[1], texts.ROLE[pair[0]]))
    for reach, pairs in groupby(held, key=lambda pair: pair[1]):
        named = [texts.ROLE[role] for role, _ in pairs]
        roles = "alle roller" if len(named) == len(Role) else ", ".join(named)
        yield (texts.PERMISSION[permission], roles, texts.REACH[Reach(reach)], f"`{permission}`")


Transitions = Mapping[StrEnum, frozenset[StrEnum]]


def states() -> str:
    parts = []
    for room, transitions in _transitions():
        kind = type(next(iter(transitions)))
        parts += [f"## {room}: {kind.__name__}", _diagram(transitions, _words(room, kind))]
    return _page("States and how they change", "the TRANSITIONS in each room's rules", *parts)


def _transitions() -> Iterator[tuple[str, Transitions]]:
    for room in _rooms():
        for module in _rules(room):
            for name, value in sorted(vars(module).items()):
                if name.endswith("TRANSITIONS"):
                    yield room, value


def _rooms() -> list[str]:
    return sorted(config.name.partition(".")[2] for config in apps.get_app_configs() if _is_ours(config.name))


def _is_ours(name: str) -> bool:
    return name.startswith("samspor.")


def _rules(room: str) -> Iterator[Any]:
    """A room's rules, and the modules in them when they are a package."""
    package = import_module(f"samspor.{room}")
    for found in walk_packages(package.__path__, f"samspor.{room}."):
        if found.name.removeprefix(f"samspor.{room}.").split(".")[0] == "rules":
            yield import_module(found.name)


def _words(room: str, kind: type[StrEnum]) -> Mapping[StrEnum, str]:
    """The Danish words for a state: the table in the room's texts that has one for each, the shortest name first."""
    held = vars(import_module(f"samspor.{room}.texts"))
    fitting = [name for name, words in held.items() if isinstance(words, Mapping) and set(words) == set(kind)]
    words: Mapping[StrEnum, str] = held[min(fitting, key=len)]
    return words


def _diagram(transitions: Transitions, words: Mapping[StrEnum, str]) -> str:
    """In mermaid, which is drawn where the repository is read. The first of the words is where it begins."""
    named = [f"    {state}: {words[state]}" for state in transitions]
    first = f"    [*] --> {next(iter(transitions))}"
    moves = [f"    {state} --> {after}" for state, nexts in transitions.items() for after in sorted(nexts)]
    ends = [f"    {state} --> [*]" for state, nexts in transitions.items() if not nexts]
    return "\n".join(["```mermaid", "stateDiagram-v2", *named, first, *moves, *ends, "```"])


def privacy() -> str:
    models = sorted((model for model in apps.get_models() if _is_ours(model.__module__)), key=_where)
    parts = []
    for room, held in groupby(models, key=lambda model: _where(model)[0]):
        parts.append(f"## {room}")
        parts += [part for model in held for part in _held(model)]
    lead = "The record of processing: what is held about people, why, on what basis, and for how long. 🔒 is sealed."
    return _page("Personal data", "the PRIVACY of each model", lead, *parts)


def _where(model: type[Model]) -> tuple[str, str]:
    return model.__module__.split(".")[1], model.__name__


def _held(model: type[Model]) -> Iterator[str]:
    held = vars(model)["PRIVACY"]
    yield f"### {model.__name__}"
    yield (model.__doc__ or "").strip()
    facts = {"Purpose": held.purpose, "Basis": held.basis, "Kept": held.retention, "Erased": held.erasure}
    fields = {SORTS[sort]: _fields(model, getattr(held, sort)) for sort in SORTS if getattr(held, sort)}
    yield _table(("", ""), (facts | fields).items())


def _fields(model: type[Model], names: Iterable[str]) -> str:
    sealed = {field.name for field in model._meta.concrete_fields if isinstance(field, SecretText)}  # noqa: SLF001 -- Django's name
    return ", ".join(f"`{name}`{' 🔒' if name in sealed else ''}" for name in names)


def _page(title: str, source: str, *parts: str) -> str:
    return "\n\n".join([MADE.format(source=source), f"# {title}", *parts]) + "\n"


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(headings)
    lines = [head, ["---"] * len(head), *([_cell(one) for one in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split())
