"""The sealed column: text on our side, bytes in the database, and useless anywhere but in its own row and column."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from samspor.access import secret
from samspor.access.models import Account, Submission
from samspor.access.secret import Sealed, ring
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.crypto import Unsealable
from samspor.people.api import Child
from tests.cast import NOW, Cast

OLD, NEW = "1:" + "11" * 32, "2:" + "22" * 32


@pytest.fixture(autouse=True)
def remembered(cast: Cast) -> None:
    """The rows of people may not change without an entry in the log."""
    record(Verb.CHILD_CORRECTED, by=worker(NOW), about=None, at=NOW)


def stored(child: Child, column: str = "address") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM people_child WHERE id = %s", [child.pk])  # noqa: S608 -- names of ours
        return bytes(cursor.fetchone()[0])


def put(child: Child, value: bytes, column: str = "address") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE people_child SET {column} = %s WHERE id = %s", [value, child.pk])  # noqa: S608 -- the same


@pytest.mark.parametrize("text", ["Åvej 1, 9999 Fjordby", "", "🙂\n\u202e bagvendt", "x" * 10_000])
def test_what_was_written_is_read(cast: Cast, text: str) -> None:
    cast.asta.address = text
    cast.asta.save()
    assert Child.objects.get(pk=cast.asta.pk).address == text
    assert text.encode() not in stored(cast.asta) or not text


def test_nothing_is_nothing(cast: Cast) -> None:
    cast.asta.address = None
    cast.asta.save()
    assert Child.objects.get(pk=cast.asta.pk).address is None


def test_saving_again_without_having_looked_changes_nothing(cast: Cast) -> None:
    before = stored(cast.asta)
    Child.objects.get(pk=cast.asta.pk).save()
    assert stored(cast.asta) == before


def test_having_looked_and_saving_seals_anew(cast: Cast) -> None:
    before, child = stored(cast.asta), Child.objects.get(pk=cast.asta.pk)
    text = child.address
    child.save()
    assert stored(cast.asta) != before
    assert Child.objects.get(pk=child.pk).address == text


def test_a_value_moved_to_another_row_does_not_open(cast: Cast) -> None:
    put(cast.bo, stored(cast.asta))
    with pytest.raises(Unsealable):
        _ = Child.objects.get(pk=cast.bo.pk).address


def test_a_value_moved_to_another_column_does_not_open(cast: Cast) -> None:
    put(cast.asta, stored(cast.asta, "cpr"))
    with pytest.raises(Unsealable):
        _ = Child.objects.get(pk=cast.asta.pk).address


@pytest.mark.parametrize("queryset", [Child.objects.defer("address"), Child.objects.only("id")])
def test_a_deferred_column_is_fetched_when_it_is_looked_at(cast: Cast, queryset: Any) -> None:
    child = queryset.get(pk=cast.asta.pk)
    assert "address" not in child.__dict__
    assert child.address == cast.asta.address


def test_values_give_what_is_sealed(cast: Cast) -> None:
    value = Child.objects.values_list("address", flat=True).get(pk=cast.asta.pk)
    assert isinstance(value, Sealed)
    assert bytes(value) == stored(cast.asta)


def test_a_list_opens_nothing_until_it_is_shown(cast: Cast) -> None:
    children = list(Child.objects.all())
    assert all(isinstance(child.__dict__["address"], Sealed) for child in children)


def test_new_rows_are_sealed_in_bulk_as_well() -> None:
    new = {"family_name": "Nyby", "birth_date": date(2024, 1, 1), "address": "Nyvej 2"}
    children = [Child(given_names=name, search_name=name, **new) for name in ("Ea", "Bo")]
    Child.objects.bulk_create(children)
    assert Child.objects.get(pk=children[1].pk).address == "Nyvej 2"
    assert b"Nyvej" not in stored(children[1])


def test_no_text_goes_around_the_seal(cast: Cast) -> None:
    cast.asta.address = "Nyvej 1"
    for around in (
        lambda: Child.objects.bulk_update([cast.asta], ["address"]),
        lambda: Child.objects.filter(pk=cast.asta.pk).update(address="Nyvej 1"),
        lambda: Child.objects.filter(address="Nyvej 1").exists(),
    ):
        with pytest.raises(TypeError, match="saving its row"), transaction.atomic():
            around()


def test_the_class_itself_answers_with_its_column(cast: Cast) -> None:
    assert Child.address.field.name == "address"


def test_keys_are_changed_by_adding_one_and_saving(cast: Cast, settings: Any) -> None:
    settings.SAMSPOR_FIELD_KEYS = OLD
    cast.asta.address = "Åvej 1"
    cast.asta.save()
    settings.SAMSPOR_FIELD_KEYS = f"{NEW},{OLD}"
    child = Child.objects.get(pk=cast.asta.pk)
    assert child.address == "Åvej 1"
    child.save()
    assert stored(child)[1] == 2
    settings.SAMSPOR_FIELD_KEYS = OLD
    with pytest.raises(Unsealable):
        _ = Child.objects.get(pk=cast.asta.pk).address


def test_the_ring_is_made_once() -> None:
    assert ring() is ring()
    assert secret.place("people_child", 7, "cpr") == "people_child:7:cpr"


def test_accounts_and_forms_are_named_without_their_secrets(cast: Cast) -> None:
    account = Account.objects.get(pk=cast.pia.account.pk)
    assert str(account) == "Pia Holm"
    assert Account.objects.get_by_natural_key("PIA@fjordby.example") == account
    assert str(Submission(key=account.pk)) == str(account.pk)
