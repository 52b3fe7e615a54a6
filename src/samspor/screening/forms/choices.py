"""Choices that are known only when the form is made."""

from django import forms

from samspor.ui.forms import Form


def offer(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
    field.choices = choices
