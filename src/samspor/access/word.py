"""A column that holds one word of a room's vocabulary."""

from typing import Any

from django.db import models


class WordField(models.CharField):  # type: ignore[type-arg]  # the stubs' generics add nothing here
    """The Danish words for it come from `texts`; migrations do not know them, because a new word moves no table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, path, args, kwargs
