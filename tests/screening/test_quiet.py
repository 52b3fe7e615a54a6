"""The children nobody wrote about, and those of whom the same was said twice: about our looking."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samspor.access.rules import Role
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people import api as people
from samspor.screening import actions, queries, rules
from samspor.screening.models import AssessmentRound, LookedTogether, OwnAssessment, RoundUnit
from samspor.screening.rules import Position, Way
from samspor.screening.rules.dialogue import words_of
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude
from tests.screening.test_views import _count, key, text

G, Y = Position.GREEN, Position.YELLOW


@pytest.mark.parametrize(
    ("comments", "justification", "dissent", "nobody"),
    [
        ([], "", "", True), (["", "  \n"], " ", "", True), (["", "x"], "", "", False), ([], "x", "", False),
        ([], "", "x", False),
    ],
)  # fmt: skip
def test_nobody_wrote_is_when_every_field_is_blank(comments, justification, dissent, nobody):
    assert rules.nobody_wrote(comments=comments, justification=justification, dissent=dissent) is nobody


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        (None, (G, ()), False), ((G, ()), (G, ()), True), ((G, ["Leger"]), (G, ["Leger"]), True),
        ((G, ["Leger"]), (G, ["Leger mere"]), False), ((Y, ["Søger ro"]), (Y, ["Søger ro"]), False),
        ((Y, ()), (G, ()), False), ((G, ()), (G, ["Bygger"]), False), ((G, ["Leger"]), (G, ()), False),
        ((G, ["Leger", "Bygger"]), (G, [" Leger "]), True), ((G, ["Leger"]), (G, ["Leger", "Bygger"]), False),
    ],
)  # fmt: skip
def test_same_again_is_green_twice_without_one_new_word(before, now, same):
    held = (before[0], words_of(*before[1])) if before else None
    assert rules.same_again(before=held, now=(now[0], words_of(*now[1]))) is same


def quiet_url(cast, opened):
    return reverse("screening:quiet", args=[opened.pk, cast.blaamejserne.pk])


def concluded(cast, assess, child, justification="", words="", position=G):
    held = assess(child, pia=G, mads=G)
    for own in OwnAssessment.objects.filter(assessment=held):
        own.comment = words or None
        own.save(update_fields=["comment"])
    conclude(cast, held, position, justification)
    return held


def found(cast, opened):
    return {
        one.place.child.given_names: (one.unwritten, one.again)
        for one in queries.quiet_in(cast.actor("pia"), opened, cast.blaamejserne)
    }


def earlier(cast, opened, child, position, words, label="Forår"):
    """The same child in the round before."""
    made = actions.plan_round(
        by=cast.actor("lars"), label=label, area="daycare", opens_on=TODAY, closes_on=TODAY,
        instrument=opened.round.instrument, units=[cast.solsikken], at=NOW,
    )  # fmt: skip
    unit = made.units.get()
    actions.record_notice(by=cast.actor("lars"), round_unit=unit, notice_on=TODAY, way=Way.LETTER, at=NOW)
    for name in ("pia", "mads"):
        own = actions.set_mark(
            by=cast.actor(name), round_unit=unit, child=cast.members[child], position=G, comment="x", at=NOW
        )
        actions.hand_in(by=cast.actor(name), round_unit=unit, group=own.assessment.group, at=NOW)
    conclude(cast, own.assessment, position, words)
    AssessmentRound.objects.filter(pk=made.pk).update(opens_on=opened.round.opens_on - timedelta(days=180))
    return unit


def test_the_quiet_are_those_without_a_word_and_those_with_last_times(cast, opened, assess):
    concluded(cast, assess, "asta")
    concluded(cast, assess, "bo", words="Bygger tårne")
    earlier(cast, opened, "carla", G, "Leger")
    concluded(cast, assess, "carla", "Leger", words="x")
    assess("dilan", pia=G, mads=G)  # not concluded: it is not over
    assert found(cast, opened) == {"Asta": (True, False), "Carla Sofie": (False, True)}


def test_what_was_said_before_counts_only_when_it_is_the_same(cast, opened, assess):
    earlier(cast, opened, "carla", Y, "Leger")
    concluded(cast, assess, "carla", "Leger", words="x")
    assert found(cast, opened) == {}


def test_new_words_in_ones_own_assessment_are_words(cast, opened, assess):
    earlier(cast, opened, "carla", G, "")
    concluded(cast, assess, "carla", words="Bygger tårne")
    assert found(cast, opened) == {}
    for own in OwnAssessment.objects.filter(assessment__round_unit=opened):
        own.comment = "x"  # as both wrote the time before
        own.save(update_fields=["comment"])
    assert found(cast, opened) == {"Carla Sofie": (False, True)}


def test_the_time_before_is_the_last_and_counts_from_another_house_one_may_read(cast, opened, assess):
    elsewhere = earlier(cast, opened, "carla", G, "Leger")
    concluded(cast, assess, "carla", "Leger", words="x")
    RoundUnit.objects.filter(pk=elsewhere.pk).update(unit=cast.elverhoej)
    assert found(cast, opened) == {}  # Pia works in Solsikken alone
    people.employ(
        by=cast.actor("ali"), staff=cast.pia, unit=cast.elverhoej, role=Role.PEDAGOGUE, starts_on=TODAY, at=NOW
    )
    assert found(cast, opened) == {"Carla Sofie": (False, True)}
    RoundUnit.objects.filter(pk=elsewhere.pk).update(unit=cast.solsikken)
    later = earlier(cast, opened, "carla", Y, "Søger ro", label="Sommer")
    AssessmentRound.objects.filter(pk=later.round_id).update(opens_on=opened.round.opens_on - timedelta(days=30))
    assert found(cast, opened) == {}


def test_the_page_speaks_of_our_looking(as_, cast, opened, assess):
    pia = as_("pia")
    early = text(pia.get(quiet_url(cast, opened)))
    assert ("Der er skrevet om alle" in early, "Når I har talt om børnene" in early) == (False, True)
    assert "talt om 0 af 4 børn" in early
    held = concluded(cast, assess, "asta")
    earlier(cast, opened, "carla", G, "Leger")
    concluded(cast, assess, "carla", "Leger", words="x")
    page = text(as_("lars").get(quiet_url(cast, opened)))
    for words in ("vores blik", "Ingen af os har skrevet et ord", "med de samme ord", "Asta", "Carla"):
        assert words in page
    assert Entry.objects.filter(verb=Verb.GROUP_SEEN).latest("pk").child_ids == sorted([cast.asta.pk, cast.carla.pk])
    way = reverse("screening:looked", args=[held.pk])
    assert way in page
    assert "Et ekstra kig på Asta" in text(pia.get(way))
    form = {"words": "Byggede en bro i sandet", **key()}
    page = text(pia.post(way, form, follow=True))
    for words in ("I har set på Asta sammen", "Vi har set på det sammen", "Byggede en bro i sandet"):
        assert words in page
    assert pia.post(way, form).status_code == 303
    assert "allerede skrevet" in text(pia.post(way, {"words": "", **key()}))
    made = LookedTogether.objects.get()
    assert (made.looked_by, str(made)) == (cast.pia, str(made.pk))
    assert Entry.objects.get(verb=Verb.LOOKED_TOGETHER).child_ids == [cast.asta.pk]


def test_looking_together_needs_no_words_and_a_conclusion(cast, assess):
    held = assess("asta", pia=G, mads=G)
    with pytest.raises(Refused, match="fælles"):
        actions.look_together(by=cast.actor("pia"), assessment=held, words="", at=NOW)
    conclude(cast, held, G)
    assert actions.look_together(by=cast.actor("lars"), assessment=held, words=" ", at=NOW).words is None


@pytest.mark.parametrize("who", ["else_", "sara", "jens"])
def test_looking_is_for_the_groups_own(cast, opened, assess, as_, who):
    held = concluded(cast, assess, "asta")
    with pytest.raises(NotHere):
        actions.look_together(by=cast.actor(who), assessment=held, words="", at=NOW)
    assert as_(who).get(quiet_url(cast, opened)).status_code == 404


def test_queries_of_the_quiet_do_not_grow_with_the_children(as_, cast, opened, assess, grow):
    concluded(cast, assess, "asta")
    pia, address = as_("pia"), quiet_url(cast, opened)
    pia.get(address)
    few = _count(pia, address)
    grow(cast.blaamejserne, 40)
    concluded(cast, assess, "bo")
    assert _count(pia, address) == few


def test_only_when_all_are_talked_of_it_is_said_that_all_are_written_about(as_, cast, opened, assess):
    for child in ("asta", "bo", "carla", "dilan"):
        concluded(cast, assess, child, words="Bygger")
    assert "Der er skrevet om alle" in text(as_("pia").get(quiet_url(cast, opened)))


# Taken back the same day


def test_a_slip_is_taken_back_by_whose_it_was(as_, cast, opened, assess):
    held = concluded(cast, assess, "asta")
    actions.look_together(by=cast.actor("pia"), assessment=held, words="Byggede en bro", at=NOW)
    address = reverse("screening:not_looked", args=[held.pk])
    assert address not in text(as_("mads").get(quiet_url(cast, opened)))
    assert "kun af den, der skrev det" in text(as_("mads").post(address, key()))
    assert address in text(as_("pia").get(quiet_url(cast, opened)))
    page = text(as_("pia").post(address, key(), follow=True))
    assert "Det er fortrudt." in page
    assert "Byggede en bro" not in page
    assert not LookedTogether.objects.exists()
    assert Entry.objects.get(verb=Verb.LOOK_TAKEN_BACK).child_ids == [cast.asta.pk]
    with pytest.raises(Refused, match="samme dag"):
        actions.take_back_look(by=cast.actor("pia"), assessment=held, at=NOW)


@pytest.mark.parametrize(("minutes", "fine"), [(13 * 60 + 29, True), (13 * 60 + 30, False), (24 * 60, False)])
def test_it_is_taken_back_until_midnight(cast, assess, minutes, fine):
    held = concluded(cast, assess, "asta")
    actions.look_together(by=cast.actor("pia"), assessment=held, words="", at=NOW)
    at = NOW + timedelta(minutes=minutes)  # it is half past ten in the morning in Copenhagen
    if fine:
        actions.take_back_look(by=cast.actor("pia", at), assessment=held, at=at)
    else:
        with pytest.raises(Refused, match="samme dag"):
            actions.take_back_look(by=cast.actor("pia", at), assessment=held, at=at)
    assert LookedTogether.objects.exists() is not fine


@pytest.mark.parametrize("who", ["else_", "sara", "jens"])
def test_taking_it_back_is_for_the_groups_own(cast, assess, as_, who):
    held = concluded(cast, assess, "asta")
    actions.look_together(by=cast.actor("pia"), assessment=held, words="", at=NOW)
    with pytest.raises(NotHere):
        actions.take_back_look(by=cast.actor(who), assessment=held, at=NOW)
    assert as_(who).post(reverse("screening:not_looked", args=[held.pk]), key()).status_code == 404
