"""The child's own page: what it says, who it lets see that, and that it reaches nobody else."""

import re
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_save
from django.db.utils import IntegrityError, InternalError, ProgrammingError
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspor.access.models import Submission
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.concerns.rules.words import Audience
from samspor.family import actions, jobs, pages, queries
from samspor.family.models import ChildPiece, FamilyVisit, Invitation, PieceAnswer
from samspor.family.rules.childs import STAFF, PieceKind
from samspor.messages.models import Message
from samspor.messages.rules import Template
from samspor.people.models import Child, Guardian, Guardianship
from tests import factories
from tests.cast import NOW, TODAY
from tests.family.conftest import DAY, PAGE, invited, read
from tests.family.test_actions import last
from tests.family.test_doors import code, lift, text_of
from tests.family.test_sees import change, seen, stop
from tests.family.test_views import form_of

pytestmark = pytest.mark.usefixtures("at_noon", "db")
OWN, SAY, DOOR = "/familie/min-side/", "/familie/min-side/skriv/det-svaere/", "/familie/"
SAID = "De griner af mig i omklædningen"
LATER = date(2027, 6, 1)


@pytest.fixture
def nanna(cast):
    return factories.child(cast.blaamejserne, "Nanna Vester", birth_date=date(2015, 3, 1))


@pytest.fixture
def lise(nanna):
    return factories.guardian(nanna, "Lise Vester")


@pytest.fixture
def uffe(nanna):
    return factories.guardian(nanna, "Uffe Vester", home=False, address="Havnevej 2, 9999 Fjordby")


def sit(cast, child, by="pia", at=NOW):
    return actions.sit_together(by=cast.actor(by, at), child=child, at=at)


def coded(cast, child, at=NOW):
    made = actions.make_childs_invitation(by=cast.actor("pia", at), child=child, is_together=False, at=at)
    visit = actions.come_in(by=queries.at_the_door(at), code=queries.code_of(made), form_key=None, at=at)
    assert visit
    return visit


def say(visit, *, staff=(), parents=(), text=SAID, kind=PieceKind.WORRIES, at=NOW):
    return actions.say_piece(
        by=queries.of_family(visit, at), visit=visit, kind=kind, text=text, staff=staff,
        parents=[one.pk for one in parents], at=at,
    )  # fmt: skip


def choose(visit, piece, *, staff=(), parents=(), at=NOW):
    return actions.choose_readers(
        by=queries.of_family(visit, at), visit=visit, piece=piece.pk, staff=staff,
        parents=[one.pk for one in parents], at=at,
    )  # fmt: skip


def words_for(cast, name, child):
    return [one.piece.text if one.piece else None for one in queries.pieces_seen(cast.actor(name), child)]


def pressed(client, address, **sent):
    return client.post(address, {"form_key": str(uuid4())} | sent)


@pytest.fixture
def beside(cast, nanna, as_):
    """Pia's browser, after she has opened the page beside the child."""
    pia = as_("pia")
    answer = pressed(pia, reverse("family:together", args=[nanna.pk]))
    assert answer["Location"] == OWN
    return pia


# Who comes in, and how


def test_together_signs_out_whoever_opened_the_page(cast, nanna, beside):
    page = read(beside, OWN)
    assert "Hej Nanna" in page
    assert "<strong>Pia Holm</strong> sidder sammen med dig" in page
    for word in ("Min dag", "Log ud"):
        assert word not in page
    assert beside.get("/")["Location"].startswith("/konto/log-ind/")
    entry = last(Verb.FAMILY_CAME_IN)
    assert (entry.actor_id, entry.actor_name, entry.roles) == (nanna.pk, "Barnet selv", [])


def test_a_code_leads_to_the_childs_own_page_and_opens_no_other(cast, nanna, lise, as_):
    pia, child = as_("pia"), Client()
    answer = pressed(pia, reverse("family:childs_code", args=[nanna.pk]))
    shown = read(pia, answer["Location"])
    assert "Kode til Nanna" in shown
    assert "Koden, der er åben til" in read(pia, reverse("family:child", args=[nanna.pk]))
    typed = re.search(r'family-code">([^<]+)<', shown)[1]
    assert child.post(DOOR, {"code": typed})["Location"] == OWN
    assert "Hej Nanna" in read(child, OWN)
    for address in (PAGE, "/familie/skriv/mit-syn/"):
        assert child.get(address)["Location"] == DOOR
    assert "Luk barnets side nu" in read(pia, reverse("family:child", args=[nanna.pk]))


def test_a_parents_visit_opens_nothing_of_the_childs(cast, as_family):
    mother = as_family(cast.mor)
    for address in (OWN, SAY, "/familie/min-side/hvem/"):
        assert mother.get(address)["Location"] == DOOR


@pytest.mark.parametrize(
    ("facts", "is_open"),
    [
        ({"birth_date": date(2016, 11, 23)}, True), ({"birth_date": date(2016, 11, 24)}, False),
        ({"birth_date": date(2008, 11, 24)}, True), ({"birth_date": date(2008, 11, 23)}, False),
        ({"left_on": TODAY, "left_reason": "moved"}, False), ({"left_on": TODAY + DAY, "left_reason": "moved"}, True),
    ],
)  # fmt: skip
def test_the_page_is_from_the_age_of_the_rule_table_and_while_one_lives_here(cast, nanna, facts, is_open):
    factories.remembered()
    Child.objects.filter(pk=nanna.pk).update(**facts)
    held = Child.objects.get(pk=nanna.pk)
    if is_open:
        assert queries.own_page(sit(cast, held), NOW).is_open
        return
    for asked in (lambda: sit(cast, held), lambda: coded(cast, held)):
        with pytest.raises(Refused, match="fyldt 10 år"):
            asked()


def test_a_page_that_closes_in_the_midst_of_a_visit_is_one_sentence(cast, nanna, beside):
    factories.remembered()
    Child.objects.filter(pk=nanna.pk).update(left_on=TODAY, left_reason="moved")
    for address in (OWN, SAY, "/familie/min-side/hvem/"):
        assert "Lige nu kan du ikke se siden her" in read(beside, address)


def test_a_younger_childs_page_says_from_when(cast, as_):
    page = read(as_("pia"), reverse("family:child", args=[cast.bo.pk]))
    assert "fyldt 10 år" in page
    assert "Sammen på min skærm" not in page
    assert pressed(as_("pia"), reverse("family:together", args=[cast.bo.pk])).status_code == 409


def test_a_stranger_neither_opens_nor_reads(cast, nanna):
    say(sit(cast, nanna), staff=STAFF)
    for asked in (lambda: sit(cast, nanna, "else_"), lambda: queries.pieces_seen(cast.actor("else_"), nanna)):
        try:
            assert asked() == []
        except NotHere:
            continue


def test_only_a_child_sits_together(cast, nanna, lise):
    factories.remembered()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            child=nanna, guardian=lise, handle="BBBBB", made_by=cast.pia, made_at=NOW, expires_at=NOW + DAY,
            is_together=True,
        )  # fmt: skip


def test_a_code_to_the_child_leaves_the_parents_code_open(cast, nanna, lise):
    parents = invited(cast, lise, nanna)
    first, second = coded(cast, nanna), sit(cast, nanna)
    assert queries.visit_now(first.pk, NOW) is None
    assert queries.visit_now(second.pk, NOW)
    assert queries.open_invitations(nanna, NOW) == [parents]


# A stop


def test_while_there_is_a_stop_only_who_sits_beside_the_child_opens_its_page(cast, nanna, lise, as_):
    before = coded(cast, nanna)
    stop(cast, nanna)
    assert queries.visit_now(before.pk, NOW) is None
    with pytest.raises(Refused, match="mistanke"):
        coded(cast, nanna)
    page = queries.own_page(sit(cast, nanna), NOW)
    assert (page.is_open, page.offered) == (True, [])
    shown = read(as_("pia"), reverse("family:child", args=[nanna.pk]))
    assert "Der kan ikke gives en kode lige nu" in shown
    assert "Giv barnet en kode" not in shown


def test_a_code_that_was_open_shows_nothing_while_there_is_a_stop(cast, nanna):
    """Not even if the visit were left open: it is asked with every page."""
    visit = coded(cast, nanna)
    stop(cast, nanna)
    assert not queries.own_page(visit, NOW).is_open


def test_a_choice_of_before_a_stop_stands_and_is_shown_to_nobody_while_it_does(cast, nanna, lise):
    piece = say(coded(cast, nanna), parents=[lise])
    stop(cast, nanna)
    assert seen(cast, lise, nanna).child_says == ()
    choose(sit(cast, nanna), piece, staff=[Audience.LEADER])
    piece.refresh_from_db()
    assert (piece.allowed, piece.parents) == (["leader"], [lise.pk])
    factories.affiliation(nanna, cast.sara)
    lift(cast)
    assert [one.text for one in seen(cast, lise, nanna).child_says] == [SAID]


# What is said


def test_what_is_said_is_kept_locked_and_remembered(cast, nanna, lise):
    piece = say(sit(cast, nanna), staff=[Audience.LEADER], parents=[lise])
    assert (piece.text, piece.heard_by, piece.was_together, piece.allowed, piece.parents) == (
        SAID, cast.pia, True, ["leader"], [lise.pk],
    )  # fmt: skip
    entry = last(Verb.CHILD_SAID)
    assert (entry.actor_id, entry.child_ids) == (nanna.pk, [nanna.pk])
    assert SAID not in str(entry.after)
    assert not Message.objects.filter(template=Template.CHILD_WROTE).exists()


def test_who_gave_the_code_is_told_and_led_there(cast, nanna, as_):
    say(coded(cast, nanna))
    message = Message.objects.get(template=Template.CHILD_WROTE)
    assert message.to_id == cast.pia.account_id
    here = re.search(r'<a href="([^"]+)"><strong>Et barn har skrevet på sin egen side', read(as_("pia"), "/"))
    assert here[1] == reverse("family:child", args=[nanna.pk])
    assert SAID in read(as_("pia"), here[1])


def test_an_account_that_is_gone_is_not_told(cast, nanna):
    visit = coded(cast, nanna)
    factories.remembered()
    type(cast.pia).objects.filter(pk=cast.pia.pk).update(account=None)
    say(queries.visit_now(visit.pk, NOW))
    assert not Message.objects.filter(template=Template.CHILD_WROTE).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE family_childpiece SET text = 'x'", "UPDATE family_childpiece SET kind = 'good'",
        "DELETE FROM family_childpiece", "TRUNCATE family_childpiece CASCADE",
        "UPDATE family_pieceanswer SET text = 'x'", "DELETE FROM family_pieceanswer", "TRUNCATE family_pieceanswer",
    ],
)  # fmt: skip
def test_no_statement_changes_or_removes_what_was_said(cast, nanna, statement):
    piece = say(sit(cast, nanna))
    actions.answer_piece(by=cast.actor("pia"), piece=piece, text="Vi går med", at=NOW)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (ChildPiece.objects.get().text, PieceAnswer.objects.get().text) == (SAID, "Vi går med")


def test_nothing_is_said_without_words_by_another_or_when_the_page_is_closed(cast, nanna, lise):
    visit = sit(cast, nanna)
    with pytest.raises(Refused, match="Skriv noget først"):
        say(visit, text="  ")
    with pytest.raises(NotHere):
        actions.say_piece(
            by=cast.actor("pia"), visit=visit, kind=PieceKind.GOOD, text="Nej", staff=(), parents=(), at=NOW
        )
    theirs = actions.come_in(
        by=queries.at_the_door(NOW), code=queries.code_of(invited(cast, lise, nanna)), form_key=None, at=NOW
    )
    with pytest.raises(NotHere):
        say(theirs)
    factories.remembered()
    Child.objects.filter(pk=nanna.pk).update(left_on=TODAY, left_reason="moved")
    with pytest.raises(NotHere):
        say(queries.visit_now(visit.pk, NOW))
    assert not ChildPiece.objects.exists()


def test_nobody_is_let_see_it_but_those_who_were_asked_about(cast, nanna, lise):
    visit = sit(cast, nanna)
    with pytest.raises(NotHere):
        say(visit, staff=[Audience.PARENTS])
    with pytest.raises(NotHere):
        say(visit, parents=[cast.mor])
    piece = say(visit)
    with pytest.raises(NotHere):
        choose(visit, piece, parents=[cast.mor])
    with pytest.raises(NotHere):
        choose(visit, SimpleNamespace(pk=uuid4()))


# Who among the staff


@pytest.mark.parametrize(
    ("allowed", "readers"),
    [
        ([], {"pia"}), ([Audience.MY_ROOM], {"pia", "mads"}), ([Audience.LEADER], {"pia", "lars"}),
        ([Audience.HELPERS], {"pia", "sara"}), (list(STAFF), {"pia", "mads", "lars", "sara"}),
    ],
)  # fmt: skip
def test_the_staff_read_what_the_child_lets_them(cast, nanna, allowed, readers):
    factories.affiliation(nanna, cast.sara)
    say(sit(cast, nanna), staff=allowed)
    seen_by = {name: words_for(cast, name, nanna) for name in ("pia", "mads", "lars", "sara")}
    assert {name for name, words in seen_by.items() if words == [SAID]} == readers
    assert seen_by["lars"] in ([SAID], [None])  # the leader knows that it is there
    assert all(seen_by[name] == [] for name in {"mads", "sara"} - readers)


def test_their_page_shows_it_with_whom_the_child_lets_see_it(cast, nanna, lise, as_):
    say(sit(cast, nanna), staff=[Audience.LEADER], parents=[lise])
    page = read(as_("pia"), reverse("family:child", args=[nanna.pk]))
    assert SAID in page
    assert "Barnet lader også disse se det: Lederen, Lise Vester." in page
    assert SAID not in read(as_("mads"), reverse("family:child", args=[nanna.pk]))
    say(sit(cast, nanna), text="Kun til Pia")
    page = read(as_("lars"), reverse("family:child", args=[nanna.pk]))
    assert "Kun til Pia" not in page
    assert "som barnet ikke har givet dig lov til at se" in page
    assert Entry.objects.filter(verb=Verb.CHILDS_WORDS_SEEN, child_ids=[nanna.pk]).count() == 3


def test_the_childs_page_leads_there(cast, nanna, as_):
    assert reverse("family:child", args=[nanna.pk]) in read(as_("pia"), nanna.href)


# What it changed


def test_an_answer_stands_on_the_childs_page(cast, nanna, as_):
    piece = say(sit(cast, nanna))
    pia, here = as_("pia"), reverse("family:answer_piece", args=[piece.pk])
    assert SAID in read(pia, here)
    assert pia.post(here, form_of(pia, here) | {"text": ""}).status_code == 422
    answer = pia.post(here, form_of(pia, here) | {"text": "Nu går vi med i omklædningen"})
    assert answer["Location"] == reverse("family:child", args=[nanna.pk])
    assert "Svar fra Pia Holm" in read(pia, answer["Location"])
    entry = last(Verb.CHILD_ANSWERED)
    assert (entry.actor_id, entry.child_ids) == (cast.pia.account_id, [nanna.pk])
    pressed(pia, reverse("family:together", args=[nanna.pk]))
    page = read(pia, OWN)
    assert "Nu går vi med i omklædningen" in page
    assert "Når en voksen har gjort noget" not in page


def test_only_who_may_read_it_answers(cast, nanna, as_):
    piece = say(sit(cast, nanna))
    for name in ("mads", "lars", "else_"):
        with pytest.raises(NotHere):
            actions.answer_piece(by=cast.actor(name), piece=piece, text="Hej", at=NOW)
        assert as_(name).get(reverse("family:answer_piece", args=[piece.pk])).status_code == 404
    with pytest.raises(Refused, match="Skriv, hvad barnets ord ændrede"):
        actions.answer_piece(by=cast.actor("pia"), piece=piece, text=" ", at=NOW)


# A parent


def test_a_parent_sees_it_by_the_childs_yes_and_the_other_does_not(cast, nanna, lise, uffe, as_family):
    visit = sit(cast, nanna)
    before = seen(cast, uffe, nanna)
    piece = say(visit, parents=[lise])
    page = read(as_family(lise, nanna))
    assert SAID in page
    assert "Det vil Nanna gerne vise dig" in page
    assert "Pia Holm" not in page.partition('id="barnet"')[2].partition("</section>")[0]
    assert seen(cast, uffe, nanna) == before
    assert SAID not in read(as_family(uffe, nanna))
    visit = sit(cast, nanna)
    choose(visit, piece, parents=[uffe])
    assert (seen(cast, lise, nanna).child_says, len(seen(cast, uffe, nanna).child_says)) == ([], 1)
    entry = last(Verb.CHILD_CHOSE_READERS)
    assert (entry.before["parents"], entry.after["parents"]) == ([str(lise.pk)], [str(uffe.pk)])


def test_while_the_home_of_another_adult_is_covered_a_parent_is_shown_nothing(cast, nanna, lise, uffe):
    say(sit(cast, nanna), parents=[lise])
    assert len(seen(cast, lise, nanna).child_says) == 1
    factories.remembered()
    Guardian.objects.filter(pk=uffe.pk).update(protected_until=LATER)
    assert seen(cast, lise, nanna).child_says == []


def test_a_preview_does_not_show_the_staff_what_the_child_has_not_let_them_read(cast, nanna, lise, as_):
    say(sit(cast, nanna), parents=[lise])
    here = reverse("family:preview", args=[Guardianship.objects.get(guardian=lise).pk])
    assert SAID in read(as_("pia"), here)
    page = read(as_("mads"), here)
    assert SAID not in page
    assert "Du har ikke fået lov til at se det." in page


def test_nobody_is_told_that_somebody_has_read_the_childs_words(cast, nanna, lise, as_, as_family):
    """It would tell a parent that there are some."""
    say(sit(cast, nanna))
    read(as_("pia"), reverse("family:child", args=[nanna.pk]))
    page = read(as_family(lise, nanna))
    assert "Læste om dit barn" in page
    for word in ("barnet har skrevet", "barnets egen side", "egne ord om", SAID):
        assert word not in page


ADULT = st.fixed_dictionaries(
    {"has_custody": st.booleans(), "lives_with": st.booleans(), "covered": st.booleans(), "ended": st.booleans()}
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    near=ADULT, far=ADULT, covered=st.booleans(), stopped=st.booleans(),
    chosen=st.lists(st.sampled_from(["near", "far"]), unique=True),
)  # fmt: skip
def test_the_childs_words_reach_no_adult_but_those_it_chose(
    cast, nanna, lise, uffe, near, far, covered, stopped, chosen
):
    adults = {"near": (lise, near), "far": (uffe, far)}
    with transaction.atomic():
        say(sit(cast, nanna), parents=[adults[one][0] for one in chosen])
        factories.remembered()
        Child.objects.filter(pk=nanna.pk).update(protected_until=LATER if covered else None)
        for guardian, one in adults.values():
            Guardianship.objects.filter(guardian=guardian).update(
                has_custody=one["has_custody"],
                lives_with=one["lives_with"],
                to_on=TODAY - DAY if one["ended"] else None,
            )
            Guardian.objects.filter(pk=guardian.pk).update(protected_until=LATER if one["covered"] else None)
        if stopped:
            stop(cast, nanna)
        _shown_only_where_it_may(cast, nanna, adults, chosen, stopped=stopped, covered=covered)
        transaction.set_rollback(True)


def _shown_only_where_it_may(cast, nanna, adults, chosen, *, stopped, covered):
    child = Child.objects.get(pk=nanna.pk)
    for name, (guardian, own) in adults.items():
        held = queries.seen_by(child, Guardian.objects.get(pk=guardian.pk), at=NOW)
        shown = SAID in repr(held) + repr(pages.seen_page(held, [], TODAY))
        other = adults["far" if name == "near" else "near"][1]
        if shown:
            assert name in chosen
            assert own["has_custody"]
            assert not own["ended"]
            assert not stopped
            assert not (other["covered"] and not other["ended"] and not (own["lives_with"] and other["lives_with"]))
            assert own["lives_with"] or not covered
        elif name in chosen and own["has_custody"] and not own["ended"] and not stopped:
            assert covered or own["covered"] or other["covered"]


# A code that came into other hands


def test_by_a_code_one_sees_what_is_said_now_and_what_every_parent_may_see(cast, nanna, lise, uffe):
    first = sit(cast, nanna)
    say(first, text="Kun sammen")
    say(first, text="Kun til mor", parents=[lise])
    say(first, text="Til dem begge", parents=[lise, uffe])
    later = NOW + timedelta(minutes=1)
    visit = coded(cast, nanna, later)
    say(visit, text="Skrevet nu", at=later)
    assert {one.text for one in queries.own_page(visit, later).pieces} == {"Til dem begge", "Skrevet nu"}
    again = sit(cast, nanna, at=later)
    assert len(queries.own_page(again, later).pieces) == 4


def test_nor_does_a_code_show_what_an_adult_who_is_not_asked_about_may_not_see(cast, nanna, lise, uffe):
    change(uffe, nanna, has_custody=False)
    say(sit(cast, nanna), text="Til alle, jeg kan vælge", parents=[lise])
    later = NOW + timedelta(minutes=1)
    assert queries.own_page(coded(cast, nanna, later), later).pieces == []


def test_by_a_code_nobody_is_named_while_a_home_is_covered(cast, nanna, lise, uffe):
    factories.remembered()
    Guardian.objects.filter(pk=uffe.pk).update(protected_until=LATER)
    assert queries.own_page(coded(cast, nanna), NOW).offered == []
    assert queries.own_page(sit(cast, nanna), NOW).offered == [(uffe.pk, "Uffe Vester")]


def test_where_there_is_no_parent_to_ask_a_code_shows_only_what_is_said_now(cast, nanna):
    say(sit(cast, nanna), text="Kun sammen")
    later = NOW + timedelta(minutes=1)
    assert queries.own_page(coded(cast, nanna, later), later).pieces == []


def test_the_page_says_the_same_whether_there_is_something_from_before_or_not(cast, nanna, as_):
    def shown():
        client = Client()
        made = actions.make_childs_invitation(by=cast.actor("pia"), child=nanna, is_together=False, at=NOW)
        client.post(DOOR, {"code": queries.code_of(made)})
        return re.sub(r'value="[^"]*"', "", read(client, OWN))

    empty = shown()
    say(sit(cast, nanna, at=NOW - timedelta(minutes=1)), at=NOW - timedelta(minutes=1))
    assert shown() == empty


def test_a_covered_child_is_not_named(cast, nanna):
    factories.remembered()
    Child.objects.filter(pk=nanna.pk).update(protected_until=LATER)
    assert queries.own_page(sit(cast, Child.objects.get(pk=nanna.pk)), NOW).name == ""


# The pages themselves


def test_the_child_writes_and_decides_and_decides_anew(cast, nanna, lise, beside):
    page = read(beside, SAY)
    assert "<strong>Pia Holm</strong> kan altid se det" in page
    assert beside.post(SAY, form_of(beside, SAY) | {"text": ""}).status_code == 422
    answer = beside.post(SAY, form_of(beside, SAY) | {"text": SAID, "readers": [str(lise.pk), "leader"]})
    page = read(beside, answer["Location"].partition("#")[0])
    assert "Det er gemt. Tak" in page
    assert "Pia Holm kan se det, og: Lederen, Lise Vester." in page
    here = f"/familie/min-side/hvem/?stykke={ChildPiece.objects.get().pk}"
    assert read(beside, here).count("checked") == 2
    answer = beside.post(here, form_of(beside, here) | {"readers": ["my_room"]})
    page = read(beside, answer["Location"].partition("#")[0])
    assert "Nu er det sådan" in page
    assert (ChildPiece.objects.get().allowed, ChildPiece.objects.get().parents) == (["my_room"], [])
    assert beside.post("/familie/ud/")["Location"] == DOOR
    assert beside.get(OWN)["Location"] == DOOR


def test_there_is_no_other_place_and_no_other_piece(beside):
    for address in ("/familie/min-side/skriv/andet/", "/familie/min-side/hvem/?stykke=x"):
        assert beside.get(address).status_code == 404


def test_what_the_child_wrote_is_not_said_in_anothers_visit(cast, nanna, lise, beside):
    typed = form_of(beside, SAY) | {"text": SAID}
    beside.post(DOOR, {"code": code(cast, lise, nanna)})
    answer = beside.post(SAY, typed)
    assert not ChildPiece.objects.exists()
    assert 'name="code"' not in text_of(answer)
    other = factories.child(cast.blaamejserne, "Rune Nord", birth_date=date(2014, 1, 1))
    made = actions.make_childs_invitation(by=cast.actor("pia"), child=other, is_together=False, at=NOW)
    beside.post(DOOR, {"code": queries.code_of(made)})
    assert beside.post(SAY, typed).status_code == 409
    assert not ChildPiece.objects.exists()


def test_what_a_parent_left_unsent_is_no_part_of_the_childs_page(cast, nanna):
    client = Client()
    made = actions.make_childs_invitation(by=cast.actor("pia"), child=nanna, is_together=False, at=NOW)
    left = {"text": "Kun mors ord", "said": "uenig", "about": "", "whose": "x"}
    answer = client.post(DOOR, left | {"code": queries.code_of(made)})
    assert answer.status_code == 409
    assert "Hej Nanna" in read(client, OWN)
    assert "Kun mors ord" not in read(client, OWN)


def test_when_the_hour_is_over_the_words_are_given_back_and_go_through_no_door(beside, at_noon):
    typed = form_of(beside, SAY) | {"text": SAID}
    at_noon.shift(timedelta(minutes=61))
    page = text_of(beside.post(SAY, typed))
    assert SAID in page
    assert 'name="text"' not in page
    assert beside.get(SAY)["Location"] == DOOR


def test_a_visit_that_ends_in_the_midst_of_sending_gives_the_words_back(beside):
    typed = form_of(beside, SAY) | {"text": SAID}

    def ended(**_):
        factories.remembered()
        FamilyVisit.objects.update(ended_at=NOW)

    post_save.connect(ended, sender=Submission)
    try:
        answer = beside.post(SAY, typed)
    finally:
        post_save.disconnect(ended, sender=Submission)
    assert SAID in text_of(answer)
    assert not ChildPiece.objects.exists()


def test_who_was_shut_out_in_the_midst_of_writing_has_the_words_back(cast, nanna, beside):
    typed = form_of(beside, SAY) | {"text": SAID}
    stop(cast, nanna)
    page = text_of(beside.post(SAY, typed))
    assert "Lige nu kan du ikke se siden her" in page
    assert SAID in page


def test_the_words_go_when_they_and_their_answers_have_had_their_time(cast, nanna):
    long_ago = NOW - timedelta(days=5 * 366 + 1)
    for text in ("Gammelt", "Besvaret siden"):
        ChildPiece.objects.create(
            child=nanna, kind="good", text=text, heard_by=cast.pia, was_together=True, written_at=long_ago,
            chosen_at=long_ago,
        )  # fmt: skip
    held, old = sorted(ChildPiece.objects.all(), key=lambda one: one.text)
    PieceAnswer.objects.create(piece=old, by=cast.pia, text="Dengang", written_at=long_ago)
    actions.answer_piece(by=cast.actor("pia"), piece=held, text="I dag", at=NOW)
    assert jobs.remove_outdated(NOW)["pieces"] == 1
    assert ChildPiece.objects.get() == held
    assert PieceAnswer.objects.get().piece == held
