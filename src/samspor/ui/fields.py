"""A field that draws itself: what the component `field` needs to know about a question and its answer."""

from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from samspor.base.ics import WORDS, Ics

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
)

# The component writes these itself, or not at all: with `required`, `maxlength` or `min` the browser would
# stop the form in its own words, or cut what is pasted.
OURS = frozenset({"type", "min", "max", "step", "rows", "cols", "required", "maxlength"}) | {
    "aria-describedby",
    "aria-invalid",
}


_AS_TEXT = "Dag, måned og år: d. m. åååå, for eksempel 21.11.2026."


class Option(NamedTuple):
    value: str
    label: str
    chosen: bool


def _option(drawn: dict[str, Any]) -> Option:
    return Option(str(drawn["value"]), str(drawn["label"]), bool(drawn["selected"]))


class DateField(forms.DateField):
    """The browser's own date field; where it has none, a Danish date typed as text is understood."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d%m%Y", "%d. %m. %Y")


class Sometimes(forms.Field):
    """Must be answered or not, by what else is answered. Its label or its help says when: it is not called optional."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class SometimesField(Sometimes, forms.CharField):
    pass


class SometimesChoiceField(Sometimes, forms.ChoiceField):
    pass


class SometimesDateField(Sometimes, DateField):
    pass


class DrawnField(forms.BoundField):
    """`{{ form.colour.as_field() }}`."""

    @cached_property
    def kind(self) -> str:
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        plain = str(widget.attrs.get("type") or getattr(widget, "input_type", "text"))
        kind = next((kind for sort, kind in KINDS if isinstance(widget, sort)), plain)
        return "text" if self._would_be_lost(kind) else kind

    def _would_be_lost(self, kind: str) -> bool:
        """A browser empties a number or a date it can not read; as text it stays, and can be mended."""
        return kind == "number" or (kind == "date" and self._day is None and bool(self.value()))

    @cached_property
    def _day(self) -> date | None:
        """However it was typed; nothing when it can not be read."""
        try:
            return self.field.to_python(self.value())
        except ValidationError:
            return None

    @property
    def optional(self) -> bool:
        return not self.field.required and not isinstance(self.field, Sometimes)

    @property
    def hint(self) -> str:
        asked = isinstance(self.field, forms.DateField) and self.kind == "text"
        return " ".join(filter(None, [str(self.help_text), _AS_TEXT if asked else ""]))

    @property
    def sentences(self) -> list[str]:
        return [str(sentence) for sentence in self.errors]

    @property
    def shown(self) -> str:
        if self.kind in {"password", "file"}:
            return ""
        value = self.field.widget.format_value(self._day if self.kind == "date" else self.value())
        return "" if value is None else str(value).replace("\0", "\N{REPLACEMENT CHARACTER}")

    @property
    def ticked(self) -> bool:
        return bool(self.value())

    @property
    def rows(self) -> int:
        return int(self.field.widget.attrs.get("rows", 5))

    @property
    def limit(self) -> int | None:
        limit: int | None = getattr(self.field, "max_length", None)
        return limit

    @cached_property
    def options(self) -> list[Option]:
        return [option for _, options in self._groups for option in options]

    @property
    def first(self) -> list[Option]:
        """Those in no group: what most will choose among."""
        return [option for name, options in self._groups if not name for option in options]

    @property
    def folded(self) -> list[tuple[str, list[Option]]]:
        """Choices given as `(name, choices)` are folded away under their name."""
        return [(name, options) for name, options in self._groups if name]

    @cached_property
    def _groups(self) -> list[tuple[str, list[Option]]]:
        value = self.value()
        chosen = [str(one) for one in (value if isinstance(value, list | tuple) else [value])]
        found = self.field.widget.optgroups(self.html_name, chosen)
        return [(str(name or ""), [_option(one) for one in group]) for name, group, _ in found]

    def attributes(self) -> dict[str, Any]:
        """What the form asked for on the control: `inputmode`, `autocomplete`, `hx-post`, …"""
        wanted = dict(self.field.widget.attrs)
        if isinstance(self.field.widget, forms.NumberInput):
            wanted = {"inputmode": "numeric", **wanted}
        return {name: value for name, value in wanted.items() if name not in OURS and value is not False}

    def as_field(self) -> SafeString:
        return mark_safe(render_to_string("ui/_field.html", {"field": self}))  # noqa: S308 -- our template escaped it


class TagsField(forms.MultipleChoiceField):
    """What it is about, by the ten dimensions around a child. It may be left open."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Hvad handler det om?", choices=list(WORDS.items()), required=False, **kwargs)

    def clean(self, value: Any) -> list[Ics]:
        return [Ics(tag) for tag in super().clean(value)]
