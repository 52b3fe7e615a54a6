"""Adults, professionals, employments, broken glass, and pages that become one."""

from datetime import timedelta

import pytest

from samspor.access.models import Account
from samspor.access.rules import Role
from samspor.access.secret import ring
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.messages.api import Message, Template, received_by
from samspor.people import actions
from samspor.people import api as people
from samspor.people.models import (
    Child,
    EmergencyAccess,
    Employment,
    Enrolment,
    Guardian,
    Guardianship,
    Merge,
    StaffMember,
)
from samspor.people.queries import emergencies_to_review
from samspor.people.rules import Relation
from tests import factories as make
from tests.cast import NOW, TODAY, Cast

TOMORROW = TODAY + timedelta(days=1)
FATHER = {"name": "Per Lind", "relation": Relation.FATHER, "has_custody": True}
WHY = "Politiet har ringet om barnet."


def entries(*verbs: Verb) -> list[Entry]:
    return list(Entry.objects.filter(verb__in=verbs).order_by("pk"))


# Adults


def test_an_adult_is_registered_and_tied(cast: Cast) -> None:
    made = people.register_guardian(
        by=cast.actor("lars"),
        child=cast.asta,
        at=NOW,
        phone="12 34 56 78",
        cpr="6101804001",
        lives_with=False,
        **FATHER,
    )
    tie = Guardianship.objects.get(child=cast.asta, guardian=made)
    assert (tie.relation, tie.has_custody, tie.lives_with) == ("father", True, False)
    registered, tied = entries(Verb.GUARDIAN_REGISTERED, Verb.GUARDIANSHIP_SET)
    assert (registered.after, registered.child_ids) == ({"name": "Per Lind"}, [cast.asta.pk])
    assert tied.after == {
        "guardian": str(made.pk), "relation": "father", "has_custody": True, "lives_with": False,
    }  # fmt: skip
    assert "6101804001" not in str(registered.after) + str(tied.after)


def test_the_same_number_is_the_same_adult_and_keeps_their_facts(cast: Cast) -> None:
    by = cast.actor("lars")
    first = people.register_guardian(by=by, child=cast.asta, at=NOW, cpr="6101804001", phone="1", **FATHER)
    again = people.register_guardian(by=by, child=cast.bo, at=NOW, cpr="6101804001", phone="2", **FATHER)
    assert first == again
    assert Guardian.objects.get(pk=first.pk).phone == "1"
    assert len(entries(Verb.GUARDIAN_REGISTERED)) == 1
    assert len(entries(Verb.GUARDIANSHIP_SET)) == 2


def test_nobody_gets_at_a_protected_adult_by_typing_a_number(cast: Cast) -> None:
    away = make.child(cast.klasse_3b, "Rosa Lind")
    hidden = make.guardian(away, "Per Lind", protected_until=TODAY, phone="99 99 99 99")
    numbered(hidden, "6101804001")
    made = people.register_guardian(by=cast.actor("lars"), child=cast.asta, at=NOW, cpr="6101804001", **FATHER)
    assert made != hidden
    assert (made.cpr, made.phone) == (None, "")


def test_who_sees_a_child_of_theirs_may_tie_a_protected_adult(cast: Cast) -> None:
    hidden = make.guardian(cast.bo, "Per Lind", protected_until=TODAY)
    numbered(hidden, "6101804001")
    made = people.register_guardian(by=cast.actor("lars"), child=cast.asta, at=NOW, cpr="6101804001", **FATHER)
    assert made == hidden


def numbered(adult: Guardian, cpr: str) -> None:
    Guardian.objects.filter(pk=adult.pk).update(cpr_hash=ring().digest(cpr))


def test_an_adult_is_corrected(cast: Cast) -> None:
    tie = Guardianship.objects.get(child=cast.bo)
    people.correct_guardian(
        by=cast.actor("lars"), guardianship=tie, at=NOW, relation=Relation.CO_PARENT, has_custody=False,
        lives_with=False, name="Lone Ø. Holm", phone="55 55 12 34", address="Ny vej 1",
    )  # fmt: skip
    adult = Guardian.objects.get(pk=cast.mor.pk)
    assert (adult.name, adult.address) == ("Lone Ø. Holm", "Ny vej 1")
    assert entries(Verb.GUARDIAN_CORRECTED)[0].after == {"changed": ["address", "name"]}
    tie.refresh_from_db()
    assert (tie.relation, tie.has_custody, tie.lives_with) == ("co_parent", False, False)


@pytest.mark.parametrize("who", ["pia", "vera", "sara"])
def test_only_editors_touch_adults(cast: Cast, who: str) -> None:
    with pytest.raises(NotHere):
        people.register_guardian(by=cast.actor(who), child=cast.bo, at=NOW, **FATHER)
    with pytest.raises(NotHere):
        people.correct_guardian(
            by=cast.actor(who), guardianship=Guardianship.objects.get(child=cast.bo), at=NOW, lives_with=True,
            relation=Relation.MOTHER, has_custody=True,
        )  # fmt: skip


# Professionals


def test_a_tie_to_a_child_opens_its_page_and_closes_it_again(cast: Cast) -> None:
    by = cast.actor("lars")
    made = people.affiliate(by=by, child=cast.bo, staff=cast.fatma, reason="Sag om støtte", starts_on=TODAY, at=NOW)
    assert cast.bo in people.children_visible_to(cast.actor("fatma"))
    (entry,) = entries(Verb.AFFILIATED)
    assert (entry.after, entry.purpose, entry.child_ids) == (
        {"staff": str(cast.fatma.pk)},
        "Sag om støtte",
        [cast.bo.pk],
    )
    actions.end_affiliation(by=by, affiliation=made, ends_on=TOMORROW, at=NOW)
    assert entries(Verb.AFFILIATION_ENDED)[0].after == {"to": str(TOMORROW)}
    assert cast.bo not in people.children_visible_to(cast.actor("fatma", at=NOW + timedelta(days=1)))


def test_nobody_ties_themselves(cast: Cast) -> None:
    with pytest.raises(NotHere):
        people.affiliate(by=cast.actor("sara"), child=cast.bo, staff=cast.sara, reason="x", starts_on=TODAY, at=NOW)
    with pytest.raises(NotHere):
        actions.end_affiliation(
            by=cast.actor("vera"), affiliation=make.affiliation(cast.bo, cast.sara), ends_on=TODAY, at=NOW
        )


# Employments


def test_somebody_new_gets_an_account_without_a_password(cast: Cast) -> None:
    made = people.take_on(
        by=cast.actor("ali"), name="Kim Bo", email="Kim@Fjordby.example", title="Lærer", unit=cast.aaskolen,
        role=Role.TEACHER, starts_on=TODAY, at=NOW,
    )  # fmt: skip
    account = Account.objects.get(email="kim@fjordby.example")
    assert made.account == account
    assert not account.has_usable_password()
    made_entry = entries(Verb.ACCOUNT_MADE)[0]
    assert (made_entry.actor_name, made_entry.about, made_entry.about_id) == (
        "Ali Demir", "access.account", str(account.pk),
    )  # fmt: skip
    assert entries(Verb.EMPLOYED)[0].after["role"] == "teacher"


def test_one_mail_is_one_account(cast: Cast) -> None:
    staff = StaffMember.objects.count()
    with pytest.raises(Refused) as refused:
        people.take_on(
            by=cast.actor("ali"), name="Pia To", email="PIA@fjordby.example", title="Lærer", unit=cast.aaskolen,
            role=Role.TEACHER, starts_on=TODAY, at=NOW,
        )  # fmt: skip
    assert refused.value.field == "email"
    assert StaffMember.objects.count() == staff


def test_an_employment_gives_access_and_takes_it(cast: Cast) -> None:
    by = cast.actor("ali")
    made = people.employ(by=by, staff=cast.else_, unit=cast.solsikken, role=Role.PEDAGOGUE, starts_on=TODAY, at=NOW)
    assert cast.bo in people.children_visible_to(cast.actor("else_"))
    people.end_employment(by=by, employment=made, ends_on=TOMORROW, at=NOW)
    assert entries(Verb.EMPLOYMENT_ENDED)[0].after == {"to": str(TOMORROW)}
    assert cast.bo not in people.children_visible_to(cast.actor("else_", at=NOW + timedelta(days=1)))


def test_the_same_employment_twice_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        people.employ(
            by=cast.actor("ali"), staff=cast.pia, unit=cast.solsikken, role=Role.PEDAGOGUE, starts_on=TODAY, at=NOW
        )
    assert refused.value.field == "starts_on"
    assert entries(Verb.EMPLOYED) == []


@pytest.mark.parametrize("who", ["lars", "dorte", "pia"])
def test_only_the_administrator_employs(cast: Cast, who: str) -> None:
    by = cast.actor(who)
    with pytest.raises(NotHere):
        people.employ(by=by, staff=cast.pia, unit=cast.solsikken, role=Role.UNIT_LEADER, starts_on=TODAY, at=NOW)
    with pytest.raises(NotHere):
        people.end_employment(by=by, employment=Employment.objects.get(staff=cast.pia), ends_on=TODAY, at=NOW)
    with pytest.raises(NotHere):
        people.take_on(
            by=by,
            name="Kim",
            email="kim@x.dk",
            title="x",
            unit=cast.aaskolen,
            role=Role.TEACHER,
            starts_on=TODAY,
            at=NOW,
        )


def test_nobody_employs_themselves(cast: Cast) -> None:
    """The administrator would see every child of the municipality."""
    by = cast.actor("ali")
    with pytest.raises(Refused, match="ikke ansætte dig selv"):
        people.employ(by=by, staff=cast.ali, unit=cast.fjordby, role=Role.UNIT_LEADER, starts_on=TODAY, at=NOW)
    with pytest.raises(Refused, match="ikke ansætte dig selv") as refused:
        people.take_on(
            by=by, name="Ali To", email="ALI@fjordby.example", title="Leder", unit=cast.fjordby,
            role=Role.UNIT_LEADER, starts_on=TODAY, at=NOW,
        )  # fmt: skip
    assert refused.value.field == "email"
    assert entries(Verb.EMPLOYED) == []
    assert not people.children_visible_to(cast.actor("ali")).exists()


@pytest.mark.parametrize(
    ("who", "unit", "role", "told"),
    [
        ("else_", "solsikken", Role.PEDAGOGUE, {"lars"}),
        ("sara", "solsikken", Role.FAMILY_WORKER, {"lars"}),
        ("rikke", "solsikken", Role.PROJECT_LEADER, set()),
        ("lars", "solsikken", Role.PEDAGOGUE, set()),
        ("pia", "elverhoej", Role.PEDAGOGUE, set()),
        ("pia", "nord", Role.HEALTH_VISITOR, {"mette"}),
        ("pia", "fjordby", Role.UNIT_LEADER, {"mette"}),
    ],
)
def test_who_leads_hears_of_new_access(cast: Cast, who: str, unit: str, role: Role, told: set[str]) -> None:
    staff = cast.members[who]
    made = people.employ(by=cast.actor("ali"), staff=staff, unit=cast.members[unit], role=role, starts_on=TODAY, at=NOW)
    messages = Message.objects.filter(template=Template.EMPLOYED_WITH_ACCESS, about_id=str(made.pk))
    assert set(messages.values_list("to", flat=True)) == {cast.members[name].account_id for name in told}
    assert messages.count() == len(told)


def test_leaders_above_hear_of_new_access_too(cast: Cast) -> None:
    """Vera leads the district as well; somebody whose leading has ended, or who has no account, hears nothing."""
    by = cast.actor("ali")
    people.employ(by=by, staff=cast.vera, unit=cast.nord, role=Role.UNIT_LEADER, starts_on=TODAY, at=NOW)
    lead = {"unit": cast.solsikken, "role": Role.UNIT_LEADER}
    Employment.objects.create(staff=cast.mads, **lead, period=("2020-08-01", str(TODAY)))
    without = StaffMember.objects.create(name="Ib Ud", title="Leder")
    Employment.objects.create(staff=without, **lead, period=("2020-08-01", None))
    before = Message.objects.count()
    people.employ(by=by, staff=cast.else_, unit=cast.solsikken, role=Role.PEDAGOGUE, starts_on=TODAY, at=NOW)
    told = Message.objects.filter(template=Template.EMPLOYED_WITH_ACCESS, about_id__in=_of(cast.else_))
    assert set(told.values_list("to", flat=True)) == {cast.vera.account_id, cast.lars.account_id}
    assert Message.objects.count() == before + 2


def _of(staff: StaffMember) -> list[str]:
    return [str(key) for key in Employment.objects.filter(staff=staff).values_list("pk", flat=True)]


# Broken glass


def test_breaking_the_glass_opens_for_two_hours_and_tells_the_leader(cast: Cast) -> None:
    made = people.open_emergency_access(by=cast.actor("fatma"), child=cast.bo, reason=WHY, at=NOW)
    assert made.expires_at - made.opened_at == timedelta(hours=2)
    assert cast.bo in people.children_visible_to(cast.actor("fatma"))
    assert cast.bo not in people.children_visible_to(cast.actor("fatma", at=NOW + timedelta(hours=2)))
    (entry,) = entries(Verb.EMERGENCY_OPENED)
    assert (entry.child_ids, entry.purpose) == ([cast.bo.pk], "nødadgang i to timer")
    assert WHY not in str((entry.before, entry.after, entry.words))
    assert received_by(cast.actor("lars")).get().about_id == str(made.pk)


def test_there_is_one_emergency_access_at_a_time_to_a_child(cast):
    """Two windows at once would leave one open when the other was ended."""
    fatma = cast.actor("fatma")
    made = people.open_emergency_access(by=fatma, child=cast.bo, reason=WHY, at=NOW)
    with pytest.raises(Refused, match="allerede nødadgang"):
        people.open_emergency_access(by=fatma, child=cast.bo, reason=WHY, at=NOW + timedelta(minutes=119))
    people.open_emergency_access(by=fatma, child=cast.egon, reason=WHY, at=NOW)
    people.end_emergency_access(by=fatma, access=made, at=NOW + timedelta(minutes=119))
    assert people.open_emergency_access(by=fatma, child=cast.bo, reason=WHY, at=NOW + timedelta(hours=2)) != made


def test_the_glass_opens_for_reading_only(cast: Cast) -> None:
    people.open_emergency_access(by=cast.actor("anna"), child=cast.hassan, reason=WHY, at=NOW)
    by = cast.actor("anna")
    assert cast.hassan in people.children_visible_to(by)
    with pytest.raises(NotHere):
        people.correct_child(by=by, child=cast.hassan, at=NOW, given_names="H")


def _told(of: EmergencyAccess) -> set[str]:
    accounts = Message.objects.filter(about_id=str(of.pk)).values("to")
    return set(StaffMember.objects.filter(account__in=accounts).values_list("name", flat=True))


def _broken(cast: Cast, who: str, child: str = "bo") -> EmergencyAccess:
    return people.open_emergency_access(by=cast.actor(who), child=cast.members[child], reason=WHY, at=NOW)


def test_where_the_leader_can_not_be_told_whoever_leads_above_is(cast: Cast) -> None:
    StaffMember.objects.filter(pk=cast.lars.pk).update(account=None)
    Employment.objects.create(staff=cast.vera, unit=cast.nord, role=Role.UNIT_LEADER, period=("2020-08-01", None))
    assert _told(_broken(cast, "fatma")) == {"Vera Lund"}


@pytest.mark.parametrize("child", ["frida", "nowhere"])
def test_where_nobody_leads_those_who_review_them_all_are_told(cast: Cast, child: str) -> None:
    if child == "nowhere":
        Enrolment.objects.filter(child=cast.frida).update(period=("2020-08-01", "2021-08-01"))
    assert _told(_broken(cast, "fatma", "frida")) == {"Bent Koch", "Henrik Falk"}


def test_whoever_breaks_the_glass_is_not_the_one_who_is_told(cast: Cast) -> None:
    assert _told(_broken(cast, "henrik", "frida")) == {"Bent Koch"}
    StaffMember.objects.filter(pk=cast.bent.pk).update(account=None)
    assert _told(_broken(cast, "henrik", "gustav")) == set()


def test_a_reason_is_a_sentence(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        people.open_emergency_access(by=cast.actor("fatma"), child=cast.bo, reason="  haster        ", at=NOW)
    assert refused.value.field == "reason"
    assert not EmergencyAccess.objects.exists()


def test_an_account_without_staff_breaks_no_glass(cast: Cast) -> None:
    by = cast.actor("fatma")
    StaffMember.objects.filter(pk=cast.fatma.pk).update(account=None)
    make.remembered()
    with pytest.raises(Refused, match="medarbejder"):
        people.open_emergency_access(by=by, child=cast.bo, reason=WHY, at=NOW)


@pytest.mark.parametrize("who", ["pia", "peter", "dorte", "ali", "bent"])
def test_others_break_no_glass(cast: Cast, who: str) -> None:
    with pytest.raises(NotHere):
        people.open_emergency_access(by=cast.actor(who), child=cast.bo, reason=WHY, at=NOW)


def test_somebody_else_looks_at_it_once(cast: Cast) -> None:
    made = make.emergency(cast.bo, cast.sara)
    reviewed = people.review_emergency_access(by=cast.actor("henrik"), access=made, finding="Nødvendig", at=NOW)
    assert (reviewed.finding, reviewed.reviewed_by, reviewed.reviewed_at) == ("Nødvendig", cast.henrik, NOW)
    assert entries(Verb.EMERGENCY_REVIEWED)[0].child_ids == [cast.bo.pk]
    assert not emergencies_to_review(cast.actor("henrik")).exists()
    with pytest.raises(Refused, match="allerede"):
        people.review_emergency_access(by=cast.actor("bent"), access=made, finding="Nej", at=NOW)


def test_nobody_reviews_their_own(cast: Cast) -> None:
    made = make.emergency(cast.bo, cast.henrik)
    with pytest.raises(Refused, match="egen"):
        people.review_emergency_access(by=cast.actor("henrik"), access=made, finding="Fint", at=NOW)


@pytest.mark.parametrize("who", ["pia", "sara", "ali", "dorte", "vera"])
def test_others_review_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(NotHere):
        people.review_emergency_access(
            by=cast.actor(who), access=make.emergency(cast.bo, cast.fatma), finding="x", at=NOW
        )


def test_whoever_broke_the_glass_closes_it_again(cast: Cast) -> None:
    made = make.emergency(cast.bo, cast.sara)
    later = NOW + timedelta(minutes=1)
    sara = cast.actor("sara", later)
    with pytest.raises(NotHere):
        people.end_emergency_access(by=cast.actor("fatma"), access=made, at=later)
    people.end_emergency_access(by=sara, access=made, at=later)
    made.refresh_from_db()
    assert made.expires_at == later
    assert entries(Verb.EMERGENCY_ENDED)[0].child_ids == [cast.bo.pk]
    assert cast.bo.pk not in cast.actor("sara", later).emergency
    assert emergencies_to_review(cast.actor("henrik")).exists()
    with pytest.raises(Refused, match="allerede slut"):
        people.end_emergency_access(by=sara, access=made, at=later)


# Two pages that become one


def twice(cast: Cast) -> Child:
    other = make.child(cast.spurvene, "Carla Bülow")
    make.guardian(other, "Vibe Bülow")
    make.affiliation(other, cast.peter)
    return other


def test_merging_moves_everything_and_undoing_moves_it_back(cast: Cast) -> None:
    other = twice(cast)
    make.tie(cast.carla, cast.mor)
    make.tie(other, cast.mor)
    merge = people.merge_children(by=cast.actor("lars"), kept=cast.carla, other=other, at=NOW)
    assert Child.objects.get(pk=other.pk).merged_into == cast.carla
    assert other not in people.children_visible_to(cast.actor("lars"))
    assert sorted(cast.carla.enrolments.values_list("is_main", flat=True)) == [False, True]
    assert {tie.guardian.name for tie in cast.carla.guardianships.all()} == {"Lone Øster", "Vibe Bülow"}
    assert cast.carla.affiliations.count() == 1
    assert entries(Verb.CHILDREN_MERGED)[0].child_ids == sorted([cast.carla.pk, other.pk])
    people.undo_merge(by=cast.actor("lars"), merge=merge, at=NOW)
    assert Child.objects.get(pk=other.pk).merged_into is None
    assert (other.enrolments.get().is_main, other.guardianships.count(), other.affiliations.count()) == (True, 2, 1)
    assert cast.carla.enrolments.count() == 1
    assert entries(Verb.MERGE_UNDONE)[0].about_id == str(merge.pk)
    with pytest.raises(Refused, match="allerede delt"):
        people.undo_merge(by=cast.actor("lars"), merge=merge, at=NOW)


def facts(child: Child) -> tuple[object, ...]:
    found = Child.objects.get(pk=child.pk)
    digest = found.cpr_hash and bytes(found.cpr_hash)
    return (found.cpr, digest, found.replacement_number, found.birth_date, found.address, found.protected_until)


@pytest.mark.parametrize("protected", [None, TODAY])
def test_what_the_kept_page_lacks_comes_with_and_goes_back(cast: Cast, protected: object) -> None:
    bare = make.child(cast.spurvene, "Bo Øster", birth_date=None, due_date=TODAY, mother=cast.mor, address=None)
    bare.protected_until = protected
    cast.bo.replacement_number, cast.bo.address, cast.bo.protected_until = "ABC", "Åvej 1", TOMORROW
    bare.save()
    cast.bo.save()
    make.remembered()
    before = facts(bare), facts(cast.bo)
    by = cast.actor("lars")
    merge = people.merge_children(by=by, kept=bare, other=cast.bo, at=NOW)
    assert facts(bare) == before[1]
    assert facts(cast.bo)[:3] == (None, None, None)
    assert cast.bo.cpr not in str(merge.moved)
    people.undo_merge(by=by, merge=merge, at=NOW)
    assert (facts(bare), facts(cast.bo)) == before


def test_what_was_corrected_after_the_merge_is_kept(cast: Cast) -> None:
    bare = make.child(cast.spurvene, "Bo Øster", address=None)
    cast.bo.address = "Åvej 1"
    cast.bo.save()
    make.remembered()
    by = cast.actor("lars")
    merge = people.merge_children(by=by, kept=bare, other=cast.bo, at=NOW)
    people.correct_child(by=by, child=bare, at=NOW, address="Søvej 2")
    people.undo_merge(by=by, merge=merge, at=NOW)
    assert Child.objects.get(pk=bare.pk).address == "Søvej 2"


def test_two_pages_in_one_group_are_shown_there_once(cast: Cast) -> None:
    other, by = make.child(None, "Bo Øster"), cast.actor("lars")
    make.enrolment(other, cast.blaamejserne, TODAY)
    make.remembered()
    people.merge_children(by=by, kept=cast.bo, other=other, at=NOW)
    assert cast.bo.enrolments.count() == 2
    assert len(people.path_of(cast.bo.pk)) == 1
    found = people.with_enrolments(people.children_in(by, [cast.blaamejserne.pk]).filter(pk=cast.bo.pk), TODAY)
    assert [len(child.lasting) for child in found] == [1]


def test_what_came_after_the_merge_stays(cast: Cast) -> None:
    other = twice(cast)
    merge = people.merge_children(by=cast.actor("lars"), kept=cast.carla, other=other, at=NOW)
    later = make.affiliation(cast.carla, cast.sara)
    people.undo_merge(by=cast.actor("lars"), merge=merge, at=NOW)
    assert list(cast.carla.affiliations.all()) == [later]


def test_pages_merged_before_point_straight_at_the_kept_one_and_come_back(cast: Cast) -> None:
    first, second = twice(cast), make.child(cast.spurvene, "Karla Bülow")
    by = cast.actor("lars")
    people.merge_children(by=by, kept=second, other=first, at=NOW)
    last = people.merge_children(by=by, kept=cast.carla, other=second, at=NOW)
    assert set(people.same_child(cast.carla)) == {cast.carla.pk, first.pk, second.pk}
    people.undo_merge(by=by, merge=last, at=NOW)
    assert Child.objects.get(pk=first.pk).merged_into == second
    assert set(people.same_child(second)) == {second.pk, first.pk}
    assert second.enrolments.count() == 2


def test_two_numbers_are_two_children(cast: Cast) -> None:
    with pytest.raises(Refused, match="to børn"):
        people.merge_children(by=cast.actor("lars"), kept=cast.asta, other=cast.bo, at=NOW)
    assert not Merge.objects.exists()


def test_a_page_is_not_merged_with_itself(cast: Cast) -> None:
    with pytest.raises(Refused, match="forskellige"):
        people.merge_children(by=cast.actor("lars"), kept=cast.bo, other=cast.bo, at=NOW)


def test_a_page_that_is_gone_is_not_merged_again(cast: Cast) -> None:
    """Somebody pressed on an old page: the child has a place again, but has been merged in the meantime."""
    other = twice(cast)
    people.merge_children(by=cast.actor("lars"), kept=cast.carla, other=other, at=NOW)
    make.enrolment(other, cast.spurvene)
    make.remembered()
    with pytest.raises(Refused, match="allerede samlet"):
        people.merge_children(by=cast.actor("lars"), kept=cast.carla, other=other, at=NOW)


@pytest.mark.parametrize("who", ["pia", "vera", "anna", "sara"])
def test_only_who_leads_both_merges(cast: Cast, who: str) -> None:
    with pytest.raises(NotHere):
        people.merge_children(by=cast.actor(who), kept=cast.carla, other=twice(cast), at=NOW)


def test_a_child_elsewhere_cannot_be_taken_by_merging(cast: Cast) -> None:
    with pytest.raises(NotHere):
        people.merge_children(by=cast.actor("lars"), kept=cast.carla, other=cast.frida, at=NOW)
    assert cast.frida.enrolments.exists()
