"""Every column says what personal data it holds, and every table how its rows find their child and unit."""

import pytest
from django.apps import apps
from django.db import models
from procrastinate.contrib.django import app

from samspor.access.privacy import Privacy
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.people.models import Child, Unit
from tests.architecture.house import SOURCE, ours, text

SORTS = ("none", "ordinary", "sensitive", "cpr")
# Tables of libraries: what of people is in them.
THEIRS = {
    "account.EmailAddress": "the address of an account, again; goes with the account",
    "account.EmailConfirmation": "keys that confirm an address; not in use",
    "auth.Group": "not in use: what somebody may do follows from employments",
    "auth.Permission": "the names of tables; about nobody",
    "contenttypes.ContentType": "the names of tables; about nobody",
    "mfa.Authenticator": "an account's second step; goes with the account",
    "procrastinate.ProcrastinateEvent": "when jobs ran; about nobody",
    "procrastinate.ProcrastinateJob": "the keys of what waits to be done, never words; cleared away after a day",
    "procrastinate.ProcrastinatePeriodicDefer": "when jobs ran; about nobody",
    "procrastinate.ProcrastinateWorker": "which workers are there; about nobody",
    "sessions.Session": "who is signed in; cleared away when it has run out",
}
# Text about people that is not sealed, and why.
READABLE = {
    "people.Affiliation.reason": "the title of a course, chosen to be told in the log",
    "audit.Entry.purpose": "the log can not be opened by a key that may be lost",
}
# Tables about people without the commit trigger, and why.
NOT_AUDITED = {
    "access.Account": "Django writes to it at every sign-in; what a person may do is in employments, which are",
    "access.Submission": "that a form has been received; about nobody",
    "audit.Entry": "it is the log",
    "audit.Seal": "it is the log's seal",
}
# Which job of the night keeps the term a table of each room declares. Without one, the term is only words.
ERASED_BY = {
    "access.Account": "people.tidy",
    "access.Submission": "project.tidy",
    "concerns": "concerns.tidy",
    "forums": "forums.tidy",
    "guide.Checklist": "concerns.tidy",
    "guide.ChecklistLine": "concerns.tidy",
    "outbox": "messages.tidy",
    "family": "family.tidy",
    "pathways": "pathways.tidy",
    "people": "people.tidy",
    "roster": "roster.tidy",
    "screening": "screening.tidy",
    "sharing": "sharing.tidy",
    "transitions": "transitions.tidy",
}
# What a job calls by another word than its name.
KNOWN_AS = {
    "people.Employment": "StaffMember",  # deleted by nobody: whose it is is anonymised
    "sharing.EffortAnswer": "answers",
    "sharing.EffortConsent": "AnyConsent",
    "sharing.ExchangeAnswer": "answers",
    "sharing.ExchangeConsent": "AnyConsent",
}
# About people, and kept always.
ALWAYS = {
    "audit.Entry": "append-only",
    "guide.GuideVersion": "who answers for what the municipality says it does",
    "screening.EarlierNotice": "stands with the counts; who told the parents is anonymised as staff",
    "screening.RoundUnit": "the same",
}


def label(model: type[models.Model]) -> str:
    return model._meta.label


def privacy(model: type[models.Model]) -> Privacy:
    held = model.__dict__.get("PRIVACY")
    assert isinstance(held, Privacy), f"{label(model)} does not say what it holds"
    return held


def declared(model: type[models.Model]) -> list[str]:
    return [name for sort in SORTS for name in getattr(privacy(model), sort)]


@pytest.mark.parametrize("model", ours(), ids=label)
def test_every_column_is_declared_once(model: type[models.Model]) -> None:
    columns = [field.name for field in model._meta.concrete_fields] + [one.name for one in model._meta.many_to_many]
    assert sorted(declared(model)) == sorted(columns)


@pytest.mark.parametrize("model", ours(), ids=label)
def test_purpose_basis_retention_and_erasure_are_said(model: type[models.Model]) -> None:
    held = privacy(model)
    assert all([held.purpose, held.basis, held.retention, held.erasure])


@pytest.mark.parametrize("model", ours(), ids=label)
def test_what_is_sealed_is_declared_worth_sealing(model: type[models.Model]) -> None:
    sealed = {field.name for field in model._meta.concrete_fields if isinstance(field, SecretText)}
    assert sealed <= {*privacy(model).sensitive, *privacy(model).cpr}


def test_sensitive_text_is_sealed() -> None:
    readable = {
        f"{label(model)}.{field.name}"
        for model in ours()
        for field in model._meta.concrete_fields
        if field.name in privacy(model).sensitive
        and isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, WordField)
    }
    assert readable == set(READABLE)


@pytest.mark.parametrize("model", ours(), ids=label)
def test_what_is_called_cpr_is_declared_cpr(model: type[models.Model]) -> None:
    numbers = {field.name for field in model._meta.concrete_fields if "cpr" in field.name}
    assert numbers <= set(privacy(model).cpr)


def test_a_readable_number_is_never_stored() -> None:
    readable = {
        f"{label(model)}.{field.name}"
        for model in ours()
        for field in model._meta.concrete_fields
        if field.name in privacy(model).cpr and not isinstance(field, SecretText | models.BinaryField)
    }
    assert readable == {"people.Child.replacement_number"}  # made by an authority because there is no CPR number


def test_tables_of_libraries_are_known() -> None:
    theirs = {label(model) for model in apps.get_models() if model not in ours()}
    assert theirs == set(THEIRS)


def test_tables_about_people_can_not_change_without_the_log() -> None:
    silent = {
        label(model)
        for model in ours()
        if not any(trigger.name == "must_be_remembered" for trigger in getattr(model._meta, "triggers", ()))
        and any(getattr(privacy(model), sort) for sort in SORTS[1:])
    }
    assert silent <= set(NOT_AUDITED)


def kept_always(model: type[models.Model]) -> bool:
    return privacy(model).retention.startswith("always")


def test_what_is_about_people_has_an_end() -> None:
    assert {label(one) for one in ours() if kept_always(one) and any(held_of(one))} == set(ALWAYS)


def held_of(model: type[models.Model]) -> list[str]:
    return [name for sort in SORTS[1:] for name in getattr(privacy(model), sort)]


@pytest.mark.parametrize("model", [one for one in ours() if not kept_always(one)], ids=label)
def test_a_job_of_the_night_keeps_the_term_that_is_declared(model: type[models.Model]) -> None:
    task = ERASED_BY.get(label(model)) or ERASED_BY.get(model._meta.app_label, "")
    nights = {one.task.name: one for one in app.periodic_registry.periodic_tasks.values()}
    assert task in nights, (
        f"{label(model)} says it is kept {privacy(model).retention}, and no job of the night sees to it"
    )
    room = SOURCE / task.split(".")[0]
    said = "".join(text(path) for path in (room / "jobs.py", *(room / "jobs").glob("*.py")) if path.exists())
    assert any(name in said for name in _goes_with(model)), f"{task} does not name {label(model)}"


def _goes_with(model: type[models.Model]) -> set[str]:
    """Its own name, and that of whatever takes it along."""
    falls = [
        one for one in model._meta.concrete_fields if one.is_relation and one.remote_field.on_delete is models.CASCADE
    ]
    owners = {one.related_model.__name__ for one in falls if one.related_model} - {"Account"}
    return {model.__name__, KNOWN_AS.get(label(model), model.__name__)} | owners


@pytest.mark.parametrize("model", ours(), ids=label)
def test_paths_lead_to_a_child_and_a_unit(model: type[models.Model]) -> None:
    for path, end in (("CHILD", Child), ("UNIT", Unit)):
        way = model.__dict__.get(path)
        if way:
            assert _end(model, way) is end


def test_whatever_belongs_to_a_child_or_a_unit_can_be_reached() -> None:
    """A table without a path is reached by nobody, which is safe and surely not meant."""
    lost = {
        label(model)
        for model in ours()
        if any(field.related_model in {Child, Unit} for field in model._meta.concrete_fields if field.is_relation)
        and not any(hasattr(model, way) for way in ("CHILD", "UNIT", "reached"))
    }
    assert lost == set()


def _end(model: type[models.Model], way: str) -> type[models.Model]:
    for step in way.split("__"):
        field = model._meta.pk if step == "pk" else model._meta.get_field(step)
        model = field.related_model or model
    return model
