"""Nothing about anybody changes without an entry in the log, whichever table and however it is written to."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from samspor.audit.record import denied, record, saw, searched, session, worker
from samspor.audit.verbs import Kind, Verb
from samspor.people.api import Child
from tests.cast import NOW, Cast

ROOMS = ("people", "screening", "outbox", "roster")
WITHOUT = {
    "screening.InstrumentVersion", "screening.Dimension", "screening.AgeBand", "screening.Indicator",
}  # fmt: skip
"""Tables without anything about anybody: the instrument is the same for all children."""


def tables() -> list[type[models.Model]]:
    return [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def locked() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT tgrelid::regclass::text FROM pg_trigger
            WHERE tgname LIKE '%must_be_remembered%' AND tgdeferrable AND tginitdeferred AND tgenabled = 'O'
              AND tgtype & 28 = 28
            """  # 28: insert, delete and update
        )
        return {name for (name,) in cursor.fetchall()}


def is_about_somebody(model: type[models.Model]) -> bool:
    return bool(model.PRIVACY.ordinary or model.PRIVACY.sensitive or model.PRIVACY.cpr)


@pytest.mark.parametrize("model", tables(), ids=lambda model: model._meta.label)
def test_every_table_about_somebody_carries_the_lock(db: None, model: type[models.Model]) -> None:
    if is_about_somebody(model):
        assert model._meta.label not in WITHOUT
        assert model._meta.db_table in locked()


def test_the_tables_without_a_lock_are_about_nobody(db: None) -> None:
    open_ = {model._meta.label for model in tables() if model._meta.db_table not in locked()}
    assert not [model._meta.label for model in tables() if model._meta.label in open_ and is_about_somebody(model)]


def change_one(model: type[models.Model]) -> None:
    """The smallest change there is: the row as it was."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id WHERE id = (SELECT id FROM {table} LIMIT 1)")  # noqa: S608 -- our own tables


PEOPLED = (
    "Unit",
    "ChildGroup",
    "Child",
    "Guardian",
    "Guardianship",
    "Enrolment",
    "StaffMember",
    "Employment",
    "Affiliation",
)


@pytest.mark.parametrize("name", PEOPLED)
def test_a_change_without_an_entry_does_not_commit(committed: str, name: str) -> None:
    with pytest.raises(DatabaseError, match="was not remembered in the log"), transaction.atomic():
        change_one(apps.get_model("people", name))


@pytest.mark.parametrize("name", PEOPLED)
def test_a_change_with_an_entry_does(committed: str, name: str) -> None:
    with transaction.atomic():
        change_one(apps.get_model("people", name))
        record(Verb.CHILD_CORRECTED, by=worker(NOW), about=None, at=NOW)


def read() -> None:
    saw(Verb.CHILD_SEEN, by=worker(NOW), at=NOW)


def search() -> None:
    searched(Verb.CHILDREN_SEARCHED, by=worker(NOW), at=NOW, words="Asta")


def refusal() -> None:
    denied(by=worker(NOW), at=NOW, path="/barn/")


def sign_in() -> None:
    session(Verb.SIGNED_IN, at=NOW, account_id=None, name="Pia Holm")


OTHERS = {Kind.READ: read, Kind.SEARCH: search, Kind.DENIED: refusal, Kind.SESSION: sign_in}


def test_every_other_kind_is_tried() -> None:
    assert set(OTHERS) == set(Kind) - {Kind.CHANGE}


@transaction.atomic
def change_beside(kind: Kind, child: Child) -> None:
    OTHERS[kind]()
    Child.objects.filter(pk=child.pk).update(given_names="Ny")


@pytest.mark.parametrize("kind", OTHERS)
def test_an_entry_of_another_kind_beside_it_does_not_count(committed: str, cast: Cast, kind: Kind) -> None:
    """Most pages write a read: that says nothing of what they changed."""
    with pytest.raises(DatabaseError, match="was not remembered"):
        change_beside(kind, cast.asta)


@pytest.mark.parametrize("kind", OTHERS)
def test_a_change_counts_also_among_others(committed: str, cast: Cast, kind: Kind) -> None:
    with transaction.atomic():
        record(Verb.CHILD_CORRECTED, by=worker(NOW), about=cast.asta, at=NOW)
        change_beside(kind, cast.asta)
    assert Child.objects.get(pk=cast.asta.pk).given_names == "Ny"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_child SET given_names = 'Ny'",
        "DELETE FROM people_affiliation",
        """INSERT INTO people_guardian
           SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()))).*
           FROM people_guardian one""",
    ],
)
def test_no_statement_gets_around_it(committed: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="was not remembered"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_entry_of_an_earlier_transaction_does_not_count(committed: str, cast: Cast) -> None:
    with transaction.atomic():
        record(Verb.CHILD_CORRECTED, by=worker(NOW), about=cast.asta, at=NOW)
    with pytest.raises(DatabaseError, match="was not remembered"), transaction.atomic():
        Child.objects.filter(pk=cast.asta.pk).update(given_names="Ny")


def pretend(child: Child) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL samspor.remembered = '1'")
        Child.objects.filter(pk=child.pk).update(given_names="Ny")


def test_pretending_to_have_remembered_takes_the_number_of_the_transaction(committed: str, cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="was not remembered"):
        pretend(cast.asta)
