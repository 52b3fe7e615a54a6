"""The forms of instruments."""

from django import forms

from samspor.ui.forms import Form

_NO_FILE = "Vælg en fil med redskabet."


class InstrumentForm(Form):
    file = forms.FileField(
        label="Fil med et redskab",
        help_text="Excel (.xlsx) eller TOML. Du ser det hele igennem, før noget bliver gemt.",
        allow_empty_file=True,  # what is empty is said by the one who reads
        error_messages={"required": _NO_FILE, "missing": _NO_FILE},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.toml"}),
    )


class AdoptForm(Form):
    """An instrument that was looked through, sealed: shown to the one who sent it, and sent back unread."""

    staged = forms.CharField(widget=forms.HiddenInput, max_length=4_000_000)
