"""The instrument the demo's rounds use: the municipality's own, put in from its file when it is not there yet."""

import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

from django.apps import apps
from django.db import models


def instrument(key: str) -> Any:
    """The newest version of it."""
    found = _table("InstrumentVersion").filter(key=key).order_by("-valid_from").first()
    return found or _put_in(_file(key))


def _file(key: str) -> dict[str, Any]:
    folder = resources.files("samspor.screening").joinpath("instruments")
    every = (
        tomllib.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir() if file.name.endswith(".toml")
    )
    return max((one for one in every if one["key"] == key), key=lambda one: one["valid_from"])


def _put_in(held: dict[str, Any]) -> Any:
    made = _table("InstrumentVersion").create(
        key=held["key"], title=held["title"], version=held["version"], valid_from=held["valid_from"]
    )
    sign = apps.get_model("screening", "Indicator")
    _table("Indicator").bulk_create(sign(instrument_id=made.pk, **fields) for fields in signs(held))
    return made


def signs(held: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every sign of the file with what its headings say of it, in the file's order."""
    labels = {one["key"]: one["label"] for one in held["dimension"]}
    bands = {one["key"]: one for one in held["age_band"]}
    for order, (dimension, band, position, kind, text) in enumerate(_leaves(held["signs"]), start=1):
        months = {name: bands[band][name] for name in ("min_months", "max_months")}
        yield {"dimension": dimension, "dimension_label": labels[dimension], "position": position, "kind": kind,
               "text": text, "order": order, **months}  # fmt: skip


def _leaves(held: Any, *path: str) -> Iterator[tuple[str, ...]]:
    if isinstance(held, list):
        yield from ((*path, text) for text in held)
        return
    for name, below in held.items():
        yield from _leaves(below, *path, name)


def _table(name: str) -> models.Manager[Any]:
    rows: models.Manager[Any] = apps.get_model("screening", name)._default_manager  # noqa: SLF001 -- Django's name
    return rows
