"""The forms of round sheets."""

from django import forms

from samspor.ui.forms import Form

_NO_FILE = "Vælg det ark, du har udfyldt."


class SheetForm(Form):
    file = forms.FileField(
        label="Det udfyldte ark",
        help_text="Excel (.xlsx). Du ser hver række igennem, før noget bliver gemt.",
        error_messages={"required": _NO_FILE, "missing": _NO_FILE, "empty": "Filen er tom. Hent arket igen."},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class StagedForm(Form):
    """The rows as they were judged, sealed: shown to the one who sent them, and sent back unread."""

    staged = forms.CharField(widget=forms.HiddenInput, max_length=4_000_000)
