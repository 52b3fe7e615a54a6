"""The loaded municipality: every row valid and readable, loaded once, replaced only when it is the demo's."""

from datetime import UTC, datetime, time
from io import StringIO

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import BooleanField, CharField, DateField, IntegerField, TextField

from samspor.access.models import Account
from samspor.access.secret import ring
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base import cpr
from samspor.concerns.models import Concern, Scale
from samspor.demo import loading, rows
from samspor.demo.cast import cast
from samspor.demo.copying import COPIES
from samspor.demo.plan import SIZES
from samspor.family.models import FamilyVisit, FamilyWord, KeyPerson, ProposalAnswer
from samspor.family.queries import seen_by
from samspor.forums.models import DecisionRecord, ForumType, Meeting, MeetingSeries, Wish
from samspor.forums.reading import shipped as shipped_types
from samspor.pathways.models import Pathway
from samspor.pathways.queries import standing, state_of
from samspor.people.models import Child, ChildGroup, Enrolment, Guardian
from samspor.screening.models import (
    Assessment,
    AssessmentRound,
    InstrumentVersion,
    JointAssessment,
    OwnAssessment,
    ParentsInformed,
)
from samspor.sharing.models import ExchangeAnswer
from samspor.transitions.models import Handover
from samspor.transitions.queries import nows
from tests.conftest import APP, OWNER, connect_as, drop, remake
from tests.demo.making import TODAY, everything

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def command(*words):
    said = StringIO()
    with time_machine.travel(AT, tick=False):
        call_command("load_demo", *words, stdout=said)
    return said.getvalue()


@pytest.fixture(scope="class")
def database(django_db_setup, django_db_blocker, template_name):
    """A database of its own, entered as the owner, without the cast of the tests."""
    name = f"{template_name}_demo"
    with django_db_blocker.unblock():
        connection.close()
        remake(name, template_name)
        connect_as(OWNER, name)
        loading.empty()
        yield name
        connect_as(APP, template_name)
    drop(name)


PLAIN = (TextField, CharField, DateField, BooleanField, IntegerField)
BY_CHANCE = {"family.Invitation.handle"}


def written():
    """What stands in each row of the rooms whose own verbs write for the demo: words, days and states, without keys."""
    rooms = ("concerns", "sharing", "transitions", "pathways", "family", "forums")
    return {model._meta.label: rows_of(model) for room in rooms for model in apps.get_app_config(room).get_models()}


def rows_of(model):
    kept = [one.name for one in model._meta.concrete_fields if isinstance(one, PLAIN)]
    kept = [one for one in kept if f"{model._meta.label}.{one}" not in BY_CHANCE]
    return sorted([str(getattr(row, name)) for name in kept] for row in model.objects.all())


@pytest.fixture(scope="class")
def loaded(database):
    said = command("--size", "tiny")
    assert "61 børn" in said


@pytest.mark.usefixtures("loaded")
class TestLoaded:
    def test_the_first_group_has_concerns_as_people_write_them(self):
        held = Concern.objects.order_by("started_at")
        assert [one.group.name for one in held] == ["Blåmejserne"] * 3
        assert [one.started_by.name.split()[0] for one in held] == ["Pia", "Mads", "Pia"]
        first = held[0]
        assert (first.next_steps.count(), first.marks.count(), first.voices.get().allowed) == (
            1, 3, ["my_room", "parents"],
        )  # fmt: skip
        assert Scale.objects.count() == 2

    def test_there_is_a_handover_in_every_state(self):
        found = [one.state for one in nows(Handover.objects.order_by("begun_at"), TODAY)]
        assert {str(one) for one in found} == {
            "preparing", "with_parents", "partly", "refused", "expired", "sent", "answered", "ready",
        }  # fmt: skip
        assert len(found) == 9

    def test_there_is_a_pathway_in_every_state(self):
        """The one nobody answered about fell to the leader of itself."""
        at = datetime.combine(TODAY, time(12), tzinfo=UTC)
        held = list(Pathway.objects.order_by("-opened_at"))
        stands = standing(held)
        found = [state_of(one, stands[one.pk].now(at) if one.pk in stands else None) for one in held]
        assert sorted(found) == ["closed", "held", "offered", "with_leader"]

    def test_a_parent_has_been_in_and_answered_and_does_not_agree(self):
        visit = FamilyVisit.objects.get()
        said = FamilyWord.objects.filter(guardian=visit.guardian, child=visit.child).order_by("written_at")
        assert [one.kind for one in said] == ["view", "disagreement", "before_meeting"]
        assert [one.said for one in ProposalAnswer.objects.filter(guardian=visit.guardian)] == ["yes"]
        assert KeyPerson.objects.get().answered_at is None
        answer = ExchangeAnswer.objects.get(way="own")
        assert (answer.guardian, answer.said, answer.consent.child) == (visit.guardian, "yes", visit.child)
        assert seen_by(visit.child, visit.guardian, at=AT).shared.agreements
        assert Pathway.objects.get(child=visit.child).closed_at is None

    def test_there_are_forums_with_a_meeting_held_and_others_to_come(self):
        assert ForumType.objects.count() == len(shipped_types())
        series = MeetingSeries.objects.order_by("planned_at")
        assert [one.type.has_authority for one in series] == [False, True, False]
        assert [one.meetings.filter(starts_at__gt=AT).exists() for one in series] == [True, True, True]
        held = Meeting.objects.get(state="held")
        assert (held.series, held.starts_at < AT) == (series[0], True)
        made = DecisionRecord.objects.filter(item__meeting=held).order_by("item__starts_at")
        assert [(one.outcome, one.entry is not None) for one in made] == [("local", True), ("more_help", False)]
        states = Wish.objects.order_by("asked_at").values_list("about", "state")
        assert list(states) == [
            ("child", "discussed"), ("unnamed", "discussed"), ("child", "asked"), ("child", "placed"),
            ("group", "placed"), ("practice", "asked"),
        ]  # fmt: skip

    def test_every_row_is_there_and_every_table_is_filled(self):
        made, visited = everything("tiny"), AssessmentRound.objects.filter(kind="visit")
        by_visits = {  # written by their own verbs, beside what is copied
            "screening_roundunit": visited.count(),
            "screening_assessment": Assessment.objects.filter(round_unit__round__in=visited).count(),
            "screening_ownassessment": OwnAssessment.objects.filter(assessment__round_unit__round__in=visited).count(),
            "screening_jointassessment": JointAssessment.objects.filter(
                assessment__round_unit__round__in=visited
            ).count(),
            "screening_parentsinformed": ParentsInformed.objects.filter(
                assessment__round_unit__round__in=visited
            ).count(),
        }
        assert all(by_visits.values())
        for kind, copies in COPIES:
            for copy in copies:
                with connection.cursor() as cursor:
                    cursor.execute(f"SELECT count(*) FROM {copy.table}")  # noqa: S608 -- our own table names
                    assert cursor.fetchone()[0] - by_visits.get(copy.table, 0) == len(made[kind]) > 0
        assert AssessmentRound.objects.count() - len(visited) == len(made[rows.Round])

    def test_every_row_is_valid_as_the_models_understand_it(self):
        """Choices, lengths and forms; the database itself has held keys, references and constraints."""
        for model in apps.get_models():
            if model._meta.app_label in {"access", "people", "screening"}:
                checked = [
                    f for f in model._meta.fields if not f.is_relation and f.get_internal_type() != "BinaryField"
                ]
                for one in model._default_manager.all():
                    for field in checked:
                        held = getattr(one, field.attname)
                        assert field.empty_strings_allowed or held is not None or field.null
                        if held not in (None, ""):
                            field.clean(held, one)

    def test_what_is_sealed_opens_and_a_child_is_found_by_its_number(self):
        child = Child.objects.exclude(cpr=None).order_by("birth_date").first()
        assert cpr.birth_date(child.cpr) == child.birth_date
        assert Child.objects.get(cpr_hash=ring().digest(child.cpr)) == child
        assert child.address.endswith("4999 Nordvænget")
        assert Guardian.objects.first().cpr
        assert all(own.comment for own in OwnAssessment.objects.exclude(comment=None))
        assert all(joint.justification for joint in JointAssessment.objects.exclude(position="green"))
        assert Assessment.objects.exclude(alone_because=None).first().alone_because

    def test_names_can_be_searched(self):
        child = Child.objects.exclude(birth_date=None).first()
        assert child.search_name.startswith(" ")
        assert child.search_name == child.search_name.lower()

    def test_the_walk_has_a_group_with_children_and_an_open_round(self):
        group = ChildGroup.objects.get(name="Blåmejserne", unit__name="Børnehuset Solsikken")
        assert Enrolment.objects.filter(group=group, period__contains=TODAY).exists()
        assert AssessmentRound.objects.get(units__unit=group.unit, opens_on__lte=TODAY, closes_on__gte=TODAY).instrument

    def test_the_instrument_is_there_with_its_signs(self):
        held, later = InstrumentVersion.objects.order_by("valid_from")
        assert (held.key, later.key, held.valid_to) == ("samspor-trivsel", "samspor-trivsel", later.valid_from)
        assert held.indicators.filter(dimension="social", min_months=36, position="green", kind="environment").exists()

    def test_nobody_of_the_cast_can_sign_in_with_a_password(self):
        accounts = Account.objects.filter(email__in=[person.email for person in cast()])
        assert len(accounts) == len(cast())
        assert not any(account.has_usable_password() for account in accounts)

    def test_one_entry_says_that_the_demo_was_loaded_and_the_guards_stand_again(self):
        entry = Entry.objects.get(verb=Verb.DEMO_LOADED)
        assert entry.after == {"size": "tiny", "seed": 1, "children": 61}
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
            assert cursor.fetchone()[0] == 0

    def test_a_second_load_says_one_sentence_and_changes_nothing(self):
        before = Entry.objects.count()
        assert command("--size", "tiny") == "Demokommunen er allerede lagt ind.\n"
        assert Entry.objects.count() == before

    def test_another_size_is_not_taken_for_the_one_that_is_there(self):
        with pytest.raises(CommandError, match=r"tiny.*--fresh for at lægge small ind"):
            command("--size", "small")
        assert command() == "Demokommunen er allerede lagt ind.\n"

    def test_asked_whether_it_is_there_it_is(self):
        assert command("--ask") == "Demokommunen er allerede lagt ind.\n"

    def test_what_came_in_was_vacuumed(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT last_vacuum FROM pg_stat_user_tables WHERE relname = 'people_child'")
            assert cursor.fetchone()[0]


@pytest.mark.usefixtures("database")
class TestAnew:
    def test_asked_while_it_is_empty_or_the_tables_are_old_it_is_not_there(self, monkeypatch):
        loading.empty()
        with pytest.raises(CommandError, match="ikke lagt ind"):
            command("--ask")
        monkeypatch.setattr(loading, "is_loaded", lambda: True)
        monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["something"])
        with pytest.raises(CommandError, match="ikke ajour"):
            command("--ask")

    def test_fresh_empties_and_loads_again_with_another_seed(self):
        loading.empty()
        command("--size", "tiny")
        first = set(Child.objects.values_list("pk", flat=True))
        instruments = set(InstrumentVersion.objects.all())
        assert "lagt ind med" in command("--size", "tiny", "--fresh", "--seed", "2")
        assert first.isdisjoint(Child.objects.values_list("pk", flat=True))
        assert set(InstrumentVersion.objects.all()) == instruments

    def test_the_same_seed_gives_the_same_keys_where_it_is_copied_and_the_same_words_where_people_write(self):
        told, keys = [], []
        for _ in range(2):
            loading.load(SIZES["tiny"], seed=1, today=TODAY, at=AT, empty_first=True)
            told.append(written())
            keys.append(set(Child.objects.values_list("pk", flat=True)))
        assert told[0] == told[1]
        assert keys[0] == keys[1]
        assert len(told[0]["pathways.LogEntry"]) > 5

    def test_a_database_with_children_of_its_own_is_left_alone(self):
        loading.load(SIZES["tiny"], seed=1, today=TODAY, at=AT, empty_first=True)
        with loading.unguarded():
            Entry.objects.all().delete()
        before = Child.objects.count()
        with pytest.raises(CommandError, match="ikke er demokommunens"):
            command("--fresh")
        assert Child.objects.count() == before
