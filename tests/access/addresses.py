"""Every address of the product, and how to fill in what stands in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.urls.resolvers import URLPattern, URLResolver, get_resolver

from samspor.ui.doors import is_about_nobody, is_public
from tests.access.world import World

# What stands in addresses and is nobody's and no unit's.
PLAIN: Mapping[str, Any] = {
    "months": 48, "page": "index", "name": "min-dag", "uidb36": "1", "key": "pia",
    "guide_key": "samspor-vejviser", "step_key": "akut", "turn": 1, "said": "uenig",
    "place": "droemme",
}  # fmt: skip


@dataclass(frozen=True)
class Address:
    name: str
    pattern: URLPattern

    @property
    def arguments(self) -> tuple[str, ...]:
        return tuple(self.pattern.pattern.converters)

    @property
    def things(self) -> frozenset[str]:
        """What in it belongs to somebody or somewhere."""
        return frozenset(self.arguments) - PLAIN.keys()

    @property
    def view(self) -> Any:
        return self.pattern.callback

    @property
    def ours(self) -> bool:
        return str(self.view.__module__).startswith("samspor.")

    @property
    def is_public(self) -> bool:
        return is_public(self.view)

    @property
    def is_about_nobody(self) -> bool:
        return is_about_nobody(self.view)

    def filled(self, world: World) -> str:
        given = {one: world.things[one].pk if one in self.things else PLAIN[one] for one in self.arguments}
        return reverse(self.name, kwargs=given)


def addresses() -> list[Address]:
    return list(_within(get_resolver(), ()))


def _within(resolver: URLResolver, space: tuple[str, ...]) -> Iterator[Address]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield Address(":".join((*space, one.name or "")), one)
        else:
            yield from _within(one, (*space, one.namespace) if one.namespace else space)


def about_somebody() -> list[Address]:
    return [one for one in addresses() if one.things]
