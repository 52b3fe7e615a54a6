"""The verbs of the family's room: what changed, what is remembered, and that a refusal leaves nothing."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError, ProgrammingError

from samspor.access.actor import Actor
from samspor.access.check import holds
from samspor.access.rules import Permission
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.family import actions, jobs, queries, slots
from samspor.family.models import FamilyVisit, FamilyWord, Invitation
from samspor.family.rules.codes import TRIES
from samspor.family.rules.words import About, WordKind
from samspor.messages.models import Message
from samspor.messages.rules import Template
from tests import factories
from tests.cast import NOW, TODAY
from tests.family.conftest import invited
from tests.family.test_sees import change, stop

pytestmark = pytest.mark.usefixtures("at_noon", "db")
MINUTE = timedelta(minutes=1)


def enter(code, at=NOW, key=None):
    return actions.come_in(by=queries.at_the_door(at), code=code, form_key=key, at=at)


def write(visit, at=NOW, **more):
    said = {"kind": WordKind.DISAGREEMENT, "about": About.AGREEMENTS, "text": "Det har jeg ikke sagt ja til"} | more
    return actions.write_word(by=queries.of_family(visit, at), visit=visit, at=at, **said)


def last(verb):
    return Entry.objects.filter(verb=verb).latest("id")


def test_a_code_lets_its_guardian_in_once(cast):
    made = invited(cast, cast.mor)
    visit = enter(queries.code_of(made).lower())
    assert (visit.guardian, visit.child, visit.ends_at) == (cast.mor, cast.bo, NOW + 60 * MINUTE)
    entry = last(Verb.FAMILY_CAME_IN)
    assert (entry.actor_id, entry.actor_name, entry.roles) == (cast.mor.pk, "Lone Øster (forælder)", [])
    assert entry.child_ids == [cast.bo.pk]
    assert enter(queries.code_of(made)) is None


def test_pressing_twice_is_pressing_once(cast):
    code, key = queries.code_of(invited(cast, cast.mor)), uuid4()
    assert enter(code, key=key) == enter(code, key=key)
    assert enter(code, key=uuid4()) is None
    assert FamilyVisit.objects.count() == 1


def test_the_code_itself_is_kept_nowhere(cast):
    made = invited(cast, cast.mor)
    digits = queries.code_of(made).split(" ", 1)[1].replace(" ", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(i)::text FROM family_invitation i")
        assert digits not in cursor.fetchone()[0]
    assert not Entry.objects.filter(after__icontains=digits).exists()


@pytest.mark.parametrize("after", [timedelta(minutes=15), timedelta(days=1)])
def test_an_old_code_is_no_code(cast, after):
    made = invited(cast, cast.mor)
    assert enter(queries.code_of(made), at=NOW + after) is None
    assert enter(queries.code_of(made), at=NOW + timedelta(minutes=15) - timedelta(seconds=1))


def test_five_wrong_tries_close_a_code(cast):
    made = invited(cast, cast.mor)
    wrong = f"{made.handle} 000 000"
    assert queries.code_of(made) != wrong
    assert [enter(wrong) for _ in range(TRIES)] == [None] * TRIES
    assert enter(queries.code_of(made)) is None
    entry = last(Verb.FAMILY_CODE_MISSED)
    assert (entry.actor_name, entry.child_ids) == ("En, der skrev en kode", [])
    assert Entry.objects.filter(verb=Verb.FAMILY_CODE_MISSED, child_ids=[cast.bo.pk]).count() == TRIES


def test_what_is_no_code_at_all_is_missed_as_quietly(cast):
    assert enter("hej") is None
    assert last(Verb.FAMILY_CODE_MISSED).child_ids == []


def test_a_new_code_closes_the_one_before_it(cast):
    first = invited(cast, cast.mor)
    second = invited(cast, cast.mor)
    assert enter(queries.code_of(first)) is None
    assert enter(queries.code_of(second))


def test_a_closed_code_ends_its_visit_at_once(cast, come):
    visit = come(cast.mor)
    actions.revoke_invitation(by=cast.actor("mads"), invitation=visit.invitation, at=NOW)
    actions.revoke_invitation(by=cast.actor("mads"), invitation=visit.invitation, at=NOW)
    assert Entry.objects.filter(verb=Verb.FAMILY_CODE_REVOKED).count() == 1
    assert queries.visit_now(visit.pk, NOW) is None
    with pytest.raises(NotHere):
        write(visit)


def test_a_stranger_can_neither_make_nor_close_a_code(cast, come):
    visit = come(cast.mor)
    with pytest.raises(NotHere):
        invited(cast, cast.mor, by="else_")
    with pytest.raises(NotHere):
        actions.revoke_invitation(by=cast.actor("else_"), invitation=visit.invitation, at=NOW)


def test_no_code_for_what_one_has_not_seen(cast):
    with pytest.raises(Refused, match="har ændret sig"):
        actions.make_invitation(by=cast.actor("pia"), child=cast.bo, guardian=cast.mor, seen="noget andet", at=NOW)
    assert not Invitation.objects.exists()


def test_no_code_while_there_is_a_stop(cast):
    stop(cast, cast.bo)
    with pytest.raises(Refused, match="mistanke"):
        invited(cast, cast.mor)
    assert invited(cast, cast.mor, cast.egon)


def test_no_code_for_who_is_nobody_to_the_child(cast):
    with pytest.raises(NotHere):
        invited(cast, factories.guardian(cast.carla, "Kurt Carlsen"))


def test_no_code_to_a_page_that_is_closed(cast):
    factories.remembered()
    cast.bo.birth_date = NOW.date().replace(year=2008)
    cast.bo.save()
    with pytest.raises(Refused, match="lukket for den forælder"):
        invited(cast, cast.mor)


def test_what_is_said_is_kept_and_told(cast, pathway, come):
    word = write(come(cast.mor, by="mads"))
    assert (word.kind, word.about, word.text, word.guardian) == (
        "disagreement", "agreements", "Det har jeg ikke sagt ja til", cast.mor,
    )  # fmt: skip
    entry = last(Verb.FAMILY_WROTE)
    assert (entry.actor_id, entry.after) == (cast.mor.pk, {"kind": "disagreement", "about": "agreements"})
    told = Message.objects.filter(template=Template.FAMILY_WROTE).values_list("to", flat=True)
    assert set(told) == {cast.pia.account_id, cast.mads.account_id}  # who has the baton, and who gave the code


def test_only_a_disagreement_is_about_something(cast, come):
    visit = come(cast.mor)
    assert write(visit, kind=WordKind.VIEW).about == ""
    with pytest.raises(Refused, match="Vælg, hvad du er uenig i"):
        write(visit, about=None)
    with pytest.raises(Refused, match="Skriv det, du vil sige"):
        write(visit, text="  ")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE family_familyword SET text = 'x'", "UPDATE family_familyword SET about = 'goals'",
        "DELETE FROM family_familyword", "TRUNCATE family_familyword",
    ],
)  # fmt: skip
def test_no_statement_changes_or_removes_what_was_said(cast, come, statement):
    write(come(cast.mor))
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert FamilyWord.objects.get().text == "Det har jeg ikke sagt ja til"


def test_nobody_says_anything_in_anothers_visit(cast, come):
    visit = come(cast.mor)
    with pytest.raises(NotHere):
        actions.write_word(by=cast.actor("pia"), visit=visit, kind=WordKind.VIEW, about=None, text="Nej", at=NOW)


def test_when_the_page_closes_nothing_more_is_said(cast, come):
    visit = come(cast.mor)
    change(cast.mor, cast.bo, to_on=NOW.date() - timedelta(days=1))
    with pytest.raises(NotHere):
        write(visit)


def test_a_visit_ends_with_its_hour_and_when_one_goes(cast, come):
    visit = come(cast.mor)
    assert queries.visit_now(visit.pk, NOW + 59 * MINUTE)
    assert queries.visit_now(visit.pk, NOW + 60 * MINUTE) is None
    actions.leave_family(by=queries.of_family(visit, NOW), visit=visit, at=NOW)
    assert queries.visit_now(visit.pk, NOW) is None
    assert last(Verb.FAMILY_LEFT).actor_id == cast.mor.pk


def test_who_acts_in_a_visit_holds_no_permission_at_all(cast, come):
    by = queries.of_family(come(cast.mor), NOW)
    assert [one for one in Permission if holds(by, one)] == []


def test_two_open_codes_of_one_are_refused_by_the_database(cast):
    made = invited(cast, cast.mor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            child=cast.bo, guardian=cast.mor, handle="BBBBB", made_by=cast.pia, made_at=NOW, expires_at=made.expires_at
        )


def test_codes_go_after_a_year_and_words_not_before_five(cast, come):
    word = write(come(cast.mor))
    nothing = dict.fromkeys(("codes", "words", "pieces", "persons", "proposals"), 0)
    assert jobs.remove_outdated(NOW + timedelta(days=364)) == nothing
    assert jobs.remove_outdated(NOW + timedelta(days=367)) == nothing | {"codes": 1}
    assert FamilyWord.objects.get() == word
    assert last(Verb.FAMILY_REMOVED).child_ids == [cast.bo.pk]


def test_words_go_when_they_have_had_their_time(cast, come):
    visit = come(cast.mor)
    FamilyWord.objects.create(
        child=cast.bo,
        guardian=cast.mor,
        kind="view",
        text="For længe siden",
        written_at=NOW - timedelta(days=5 * 366 + 1),
    )
    write(visit)
    jobs.tidy(timestamp=int(NOW.timestamp()))
    assert [one.text for one in FamilyWord.objects.all()] == ["Det har jeg ikke sagt ja til"]


def test_the_rows_are_called_by_their_keys(cast, come):
    visit = come(cast.mor)
    assert str(visit) == str(visit.pk)


def test_an_account_that_is_nobodys_at_work_hands_nothing_over(cast):
    with pytest.raises(NotHere):
        queries.me(Actor(id=uuid4(), name="Ingen", on=TODAY))


def test_a_child_in_its_own_visit_is_called_itself_and_answers_for_nobody(cast, come):
    theirs = queries.of_family(FamilyVisit(child=cast.bo), NOW)
    assert (theirs.id, theirs.name) == (cast.bo.pk, "Barnet selv")


@pytest.mark.parametrize("name", ["pia", "dorte"])
def test_the_panel_is_for_who_reads_what_a_family_wrote(cast, name):
    drawn = slots.panel(SimpleNamespace(actor=cast.actor(name)), cast.bo)
    assert (drawn is None) == (name == "dorte")
