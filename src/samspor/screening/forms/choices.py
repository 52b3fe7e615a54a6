"""Choices that are known only when the form is made."""

from collections.abc import Collection, Sequence

from django import forms

from samspor.ui.forms import Form

Choice = tuple[str, str]

FEW = 8  # so many are read at a glance


def near_first(named: Sequence[Choice], near: Collection[str]) -> list[Choice | tuple[str, list[Choice]]]:
    """Those most likely stand first; where there are many, the rest are folded away."""
    if len(named) <= FEW:
        return list(named)
    first, rest = ([one for one in named if (one[0] in near) is there] for there in (True, False))
    return [*first, (f"Vælg blandt {len(rest)} andre kolleger", rest)]


def offer(form: Form, name: str, choices: Sequence[Choice | tuple[str, list[Choice]]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
    field.choices = choices
