"""A text column that is sealed in the database: CPR numbers, addresses and free text about people."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from samspor.base.crypto import Keyring, keyring

_rings: dict[str, Keyring] = {}


def ring() -> Keyring:
    secret = settings.SAMSPOR_FIELD_KEYS
    if secret not in _rings:
        _rings[secret] = keyring(secret)
    return _rings[secret]


def place(table: str, row: Any, column: str) -> str:
    return f"{table}:{row}:{column}"


class Sealed(bytes):
    """What came from the database and has not been opened."""


class SecretText(models.BinaryField):  # type: ignore[type-arg]  # the stubs' field generics say nothing of a descriptor
    """Reads and writes str; holds bytes. Opened on first use: a list seldom shows it. The row needs its key first."""

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _Opening(self))

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if isinstance(value, str):
            raise TypeError("A sealed column is written by saving its row: only a row knows the place it is sealed for")
        return super().get_db_prep_value(value, connection, prepared)

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:  # noqa: ARG002 -- Django's signature
        held = model_instance.__dict__.get(self.attname)
        if held is None or isinstance(held, Sealed):
            return held
        return ring().seal(held, self.place(model_instance))

    def place(self, instance: models.Model) -> str:
        return place(self.model._meta.db_table, instance.pk, self.attname)  # noqa: SLF001 -- Django's name


class _Opening:
    def __init__(self, field: SecretText) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:  # deferred by .only() or .defer()
            instance.refresh_from_db(fields=[self.field.attname])
        held = instance.__dict__[self.field.attname]
        if isinstance(held, Sealed):
            held = instance.__dict__[self.field.attname] = ring().open(held, self.field.place(instance))
        return held

    def __set__(self, instance: models.Model, value: str | Sealed | None) -> None:
        instance.__dict__[self.field.attname] = value
