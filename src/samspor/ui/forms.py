"""The form every form of ours is: its fields draw themselves, and what it refuses it says in Danish."""

from typing import Any, NamedTuple
from uuid import uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.http import QueryDict

from samspor.base.refused import Refused
from samspor.ui import texts
from samspor.ui.danish import number
from samspor.ui.fields import (
    DateField,
    DrawnField,
    Option,
    SometimesChoiceField,
    SometimesDateField,
    SometimesField,
    TagsField,
)

__all__ = [
    "DateField",
    "DrawnField",
    "Form",
    "Option",
    "Problem",
    "SometimesChoiceField",
    "SometimesDateField",
    "SometimesField",
    "TagsField",
]

LONGEST_TEXT = 10_000


class Problem(NamedTuple):
    """A line of the error summary. Without a field it concerns the whole form."""

    field_id: str
    text: str


class Form(forms.Form):
    """Carries a key, so that a second press of the button can be known for what it is. Trims nothing."""

    bound_field_class = DrawnField
    use_required_attribute = False
    form_key = forms.UUIDField(
        widget=forms.HiddenInput, required=False, initial=uuid4, error_messages={"invalid": texts.STALE}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak_danish(field)
            if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField):  # which holds no text
                _guard_text(field)

    def problems(self) -> list[Problem]:
        """For `ui.error_summary`, in the order of the fields."""
        found = [Problem("", str(text)) for text in self.non_field_errors()]
        for name in self.fields:
            bound = self[name]
            field_id = "" if bound.is_hidden else str(bound.auto_id)
            found += [Problem(field_id, _about(bound, str(text))) for text in bound.errors]
        return found

    def typed(self) -> dict[str, object]:
        """What stands in the form as it was sent, right or wrong; a file cannot be kept this way."""
        kept = {name: one for name, one in self.fields.items() if not isinstance(one, forms.FileField)}
        del kept["form_key"]
        return {name: one.widget.value_from_datadict(self.data, self.files, name) for name, one in kept.items()}

    def renew_key(self) -> None:
        """So that what stands in the form can be sent as something new."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent[self.add_prefix("form_key")] = str(uuid4())
        self.data = sent

    def refuse(self, refused: Refused) -> None:
        """A rule said no after the form was read: the sentence goes to its field, or to the whole form."""
        name = refused.field if refused.field in self.fields else NON_FIELD_ERRORS
        self.add_error(name, refused.sentence)


def _about(bound: forms.BoundField, sentence: str) -> str:
    """In the summary the sentence stands far from its question, and says which one it answers."""
    if bound.is_hidden:
        return sentence
    label = str(bound.label)
    return f"{label}{'' if label.endswith('?') else ':'} {sentence}"


def _speak_danish(field: forms.Field) -> None:
    """Our words instead of Django's; what the form itself declares is said better and stays."""
    usual: dict[str, Any] = {}
    for sort in reversed(type(field).__mro__):
        usual.update(getattr(sort, "default_error_messages", {}))
    declared = {code: text for code, text in field.error_messages.items() if usual.get(code) != text}
    for sort, sentences in reversed(texts.MESSAGES):
        if isinstance(field, sort):
            field.error_messages.update(sentences)
    field.error_messages.update(declared)


def _guard_text(field: forms.CharField) -> None:
    if not isinstance(field, TRIMMED):
        field.strip = False
    field.max_length = field.max_length or LONGEST_TEXT
    kept = [one for one in field.validators if not isinstance(one, REPLACED)]
    field.validators = [
        *kept,
        ProhibitNullCharactersValidator(message=texts.NULL),
        TextLimit(field.max_length),
    ]
    if field.required:
        field.validators.append(NotBlank(str(field.error_messages["required"])))


class TextLimit(MaxLengthValidator):
    """Says how much is too much; the browser counts along."""

    def __call__(self, value: str) -> None:
        over = len(value) - self.limit_value
        if over > 0:
            room = number(self.limit_value)
            sentence = f"Teksten er {number(over)} tegn for lang. Der er plads til {room} tegn."
            raise ValidationError(sentence, code="max_length")


class NotBlank:
    """Blanks alone are kept as typed, and are not an answer."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __call__(self, value: str) -> None:
        if not value.strip():
            raise ValidationError(self.sentence, code="required")


TRIMMED = (forms.EmailField, forms.URLField)
REPLACED = (MaxLengthValidator, ProhibitNullCharactersValidator)
