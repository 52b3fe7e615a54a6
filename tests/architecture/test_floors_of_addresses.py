"""An address is named by its own room and by those above it; what leads upwards comes through a slot."""

import re
from collections.abc import Iterator

from django.urls import Resolver404, resolve
from django.urls.resolvers import URLPattern, get_resolver

from tests.architecture.house import ROOMS, floor, may_know, name_of, parsed, room_of, strings, templates, text

NAME = re.compile(rf"(?P<room>{'|'.join(ROOMS)}):[a-z_]+")
IN_QUOTES = re.compile(rf"[\"']({NAME.pattern})[\"']")
WRITTEN_OUT = re.compile(r"[\"'](/(?:[a-zæøå][\w-]*/)+)")
# What belongs upstairs and is named below all the same, and why. One that is no longer needed must go.
UPWARDS: dict[str, str] = {}
# Addresses written out because the page stands upstairs, and what leads to it there.
KNOWN_BY_HEART = {
    "/barn/": "every room leads to a child's page, and few of them with a request to name it by (Child.href)",
    "/grupper/": "as a child's page (ChildGroup.href), and the way back from people's forms",
    "/soeg/": "the way back from a search that ended in people's forms",
    "/konto/log-ud/": "the frame of every page stands below all rooms",
    "/enheder/": "the frame of every page stands below all rooms",
    "/hjaelp/": "the frame of every page stands below all rooms",
    "/hjaelp/boernelister/": "the manual stands upstairs, and the lists lead to their page of it",
    "/hjaelp/systemadministrator/": "as the lists, to what whoever runs the system can do",
    "/privatliv/": "the frame of every page stands below all rooms",
    "/tilgaengelighed/": "the frame of every page stands below all rooms",
}
BEFORE_THERE_ARE_ADDRESSES = {
    "project/settings.py",
    "ui/templates/ui/gallery.html",
}  # the gallery shows, it leads nowhere


def named() -> Iterator[tuple[str, str]]:
    """Each place where an address is named: the file, and the name."""
    for path, code in parsed():
        yield from ((name_of(path), one) for one in strings(code) if NAME.fullmatch(one))
    for path in templates():
        yield from ((name_of(path), match[1]) for match in IN_QUOTES.finditer(text(path)))


def written_out() -> Iterator[tuple[str, str]]:
    for path, code in parsed():
        yield from ((name_of(path), match[1]) for one in strings(code) if (match := WRITTEN_OUT.match(f'"{one}')))
    for path in templates():
        yield from ((name_of(path), one) for one in WRITTEN_OUT.findall(text(path)))


def upstairs() -> set[str]:
    """Written out by somebody who is not allowed to know its name."""
    return {
        address
        for file, address in written_out()
        if file not in BEFORE_THERE_ARE_ADDRESSES and not knows(file.split("/")[0], f"{_behind(address)}:")
    }


def _behind(address: str) -> str:
    """The room whose page it is; sign-in is project's, and so is what leads nowhere: nobody below may know it."""
    for tried in (address, f"{address}00000000-0000-0000-0000-000000000000/"):
        try:
            module = resolve(tried).func.__module__
        except Resolver404:
            continue
        return module.split(".")[1] if module.startswith("samspor.") else "project"
    return "project"


def knows(room: str, name: str) -> bool:
    """Project hangs up everybody's addresses, and so knows them all."""
    return room == "project" or may_know(room, name.partition(":")[0])


def test_addresses_are_named_from_above_only() -> None:
    upwards = {name for file, name in named() if not knows(file.split("/")[0], name)}
    assert upwards == set(UPWARDS)


def test_every_name_leads_somewhere() -> None:
    assert {name for _, name in named()} <= set(_names())


def test_a_room_names_its_addresses_after_itself() -> None:
    wrong = {
        f"{pattern.lookup_str}: {name}"
        for name, pattern in _names().items()
        if _room(pattern) not in {"project", ""} and name.partition(":")[0] != _room(pattern)
    }
    assert wrong == set()


def test_addresses_written_out_are_few_and_have_a_reason() -> None:
    assert upstairs() == set(KNOWN_BY_HEART)


def test_what_may_be_named_is_named() -> None:
    by_heart = {
        f"{file}: {address}"
        for file, address in written_out()
        if file not in BEFORE_THERE_ARE_ADDRESSES and address not in KNOWN_BY_HEART
    }
    assert by_heart == set()


def test_a_lower_floor_is_lower() -> None:
    assert floor("base") < floor("people") < floor("screening") < floor("project")
    assert room_of(templates()[0]) in ROOMS


def _names() -> dict[str, URLPattern]:
    found: dict[str, URLPattern] = {}

    def walk(resolver: object, space: tuple[str, ...]) -> None:
        for one in resolver.url_patterns:
            if isinstance(one, URLPattern):
                found[":".join((*space, one.name or str(one.pattern)))] = one
            else:
                walk(one, (*space, one.namespace) if one.namespace else space)

    walk(get_resolver(), ())
    return found


def _room(pattern: URLPattern) -> str:
    module = pattern.callback.__module__
    return module.split(".")[1] if module.startswith("samspor.") else ""
