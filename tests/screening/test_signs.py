"""Signs: ticked for oneself, sealed with one's own view, and told of a whole group only."""

from uuid import uuid4

import pytest
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.screening import actions, queries, texts
from samspor.screening.models import AssessmentRound, Indicator, OwnAssessment, SignSeen
from samspor.screening.queries.assessments import Tally
from samspor.screening.rules import Kind, Position
from tests.cast import NOW, before_the_lock
from tests.screening.test_actions import conclude
from tests.screening.test_views import HTMX, _count, key, own_url, text


@pytest.fixture
def signs(opened):
    """A sign of each kind for the age of Blåmejserne."""
    every = queries.signs(opened.round.instrument_id, 50)
    return {kind: next(sign for sign in every if sign.kind == kind) for kind in Kind}


def tick(cast, opened, who, child, *signs):
    return actions.tick_signs(
        by=cast.actor(who), round_unit=opened, child=cast.members[child], signs=[one.pk for one in signs], at=NOW
    )


def ticks_url(cast, opened, child="asta"):
    return reverse("screening:ticks", args=[opened.pk, cast.blaamejserne.pk, cast.members[child].pk])


def ticked(own) -> set[str]:
    return {one.indicator.kind for one in own.signs.all()}


def test_tick_signs_before_a_position_is_chosen_and_take_them_back(cast, opened, signs):
    own = tick(cast, opened, "pia", "asta", signs[Kind.CHILD], signs[Kind.ENVIRONMENT])
    assert (own.position, ticked(own)) == ("", {"child", "environment"})
    again = tick(cast, opened, "pia", "asta", signs[Kind.ENVIRONMENT], signs[Kind.FAMILY])
    assert (again.pk, ticked(again)) == (own.pk, {"environment", "family"})
    entry = Entry.objects.filter(verb=Verb.SIGNS_TICKED).latest("pk")
    assert (entry.child_ids, entry.after, entry.about_id) == ([cast.asta.pk], None, str(own.pk))


def test_signs_choose_no_position_and_are_not_handed_in_without_one(cast, opened, signs):
    tick(cast, opened, "pia", "asta", *signs.values())
    with pytest.raises(Refused, match="ingen vurderinger"):
        actions.hand_in(by=cast.actor("pia"), round_unit=opened, group=cast.blaamejserne, at=NOW)
    assert queries.tally(cast.actor("pia"), opened.pk, cast.blaamejserne.pk) == Tally(4, 0, 0)
    actions.set_mark(by=cast.actor("pia"), round_unit=opened, child=cast.asta, position=Position.RED, at=NOW)
    assert actions.hand_in(by=cast.actor("pia"), round_unit=opened, group=cast.blaamejserne, at=NOW) == 1
    own = OwnAssessment.objects.get()
    assert (own.position, len(ticked(own))) == ("red", 3)
    assert Entry.objects.filter(verb=Verb.MARK_SET).latest("pk").before is None
    with pytest.raises(Refused, match="afleveret"):
        tick(cast, opened, "pia", "asta")


def test_a_sign_of_another_instrument_is_not_taken(cast, opened, signs):
    other = Indicator.objects.get(pk=signs[Kind.CHILD].pk)
    other.pk, other.instrument = uuid4(), _another_instrument()
    other.save(force_insert=True)
    assert ticked(tick(cast, opened, "pia", "asta", other)) == set()


def _another_instrument():
    from datetime import date

    from samspor.screening.models import InstrumentVersion

    return InstrumentVersion.objects.create(key="andet", title="Andet", version="1", valid_from=date(2026, 1, 1))


@pytest.mark.parametrize("who", ["else_", "tine", "sara", "ali"])
def test_nobody_else_ticks(cast, opened, signs, who):
    with pytest.raises(NotHere):
        tick(cast, opened, who, "asta", signs[Kind.CHILD])
    assert not SignSeen.objects.exists()


def test_the_page_of_one_child_works_without_script(as_, cast, opened, signs):
    pia, address, sign = as_("pia"), ticks_url(cast, opened), signs[Kind.ENVIRONMENT]
    page = text(pia.get(address))
    assert "Tegn hos Asta" in page
    assert page.index(texts.KIND[Kind.ENVIRONMENT]) < page.index(texts.KIND[Kind.CHILD])
    sent = {f"sign-{cast.asta.pk}": [str(sign.pk), "vrøvl"]}
    assert "Tegnene hos Asta er gemt." in text(pia.post(address, sent, follow=True))
    assert f'value="{sign.pk}" checked' in text(pia.get(address))
    assert text(as_("mads").get(address)).count(" checked") == 0
    assert pia.get(ticks_url(cast, opened, "frida")).status_code == 404
    assert pia.get(address).status_code == 200


def test_one_tick_by_htmx_answers_with_a_word(as_, cast, opened, signs):
    answer = as_("pia").post(ticks_url(cast, opened), {f"sign-{cast.asta.pk}": str(signs[Kind.CHILD].pk)}, **HTMX)
    assert (answer.status_code, text(answer).strip()) == (200, "Gemt.")
    assert SignSeen.objects.count() == 1
    unfolded = text(as_("pia").get(ticks_url(cast, opened), **HTMX))
    assert ("<html" in unfolded, "autofocus" in unfolded, " checked" in unfolded) == (False, True, True)


def test_ticks_on_their_way_go_with_the_handing_in(as_, cast, opened, signs):
    pia = as_("pia")
    form = {
        f"position-{cast.asta.pk}": "green",
        "signs-of": str(cast.asta.pk),
        f"sign-{cast.asta.pk}": str(signs[Kind.CHILD].pk),
    }
    pia.post(own_url(cast, opened), {**form, **key()})
    assert SignSeen.objects.count() == 1
    pia.post(own_url(cast, opened), {**form, "signs-of": "", **key()})
    assert SignSeen.objects.count() == 1
    pia.post(reverse("screening:hand_in", args=[opened.pk, cast.blaamejserne.pk]), {**form, **key()})
    assert OwnAssessment.objects.get().handed_in_at == NOW
    assert pia.post(own_url(cast, opened), {**form, f"sign-{cast.asta.pk}": [], **key()}).status_code == 303
    assert SignSeen.objects.count() == 1


def test_signs_can_be_read_and_not_ticked_when_it_is_over(as_, cast, opened, assess, signs):
    assess("asta", pia=Position.GREEN)
    page = text(as_("pia").get(ticks_url(cast, opened)))
    assert (" disabled" in page, "Gem tegnene" in page) == (True, False)
    AssessmentRound.objects.update(closes_on="2026-11-22")
    assert "Gem tegnene" not in text(as_("pia").get(ticks_url(cast, opened, "bo")))
    assert as_("pia").post(ticks_url(cast, opened, "bo")).status_code == 409


def test_a_child_of_an_age_without_signs_has_none(as_, cast, opened):
    with before_the_lock():
        Indicator.objects.update(min_months=200, max_months=201)
    assert "ingen tegn for den alder" in text(as_("pia").get(ticks_url(cast, opened)))
    cast.asta.birth_date = None
    from samspor.screening import pages

    assert pages.months_of(cast.asta, pages.heading(opened, NOW.date())) == 0


# --- the room -------------------------------------------------------------------------------------


def room_url(cast, opened):
    return reverse("screening:room", args=[opened.pk, cast.blaamejserne.pk])


def in_the_room(cast, opened, signs, children, assess):
    for child in children:
        tick(cast, opened, "pia", child, signs[Kind.ENVIRONMENT])
        assess(child, pia=Position.GREEN, mads=Position.YELLOW)


def test_the_room_says_how_many_and_no_name(as_, cast, opened, assess, signs):
    for child in ("asta", "bo", "carla"):
        tick(cast, opened, "mads", child, signs[Kind.ENVIRONMENT])
    tick(cast, opened, "mads", "asta", signs[Kind.ENVIRONMENT], signs[Kind.CHILD])
    in_the_room(cast, opened, signs, ("asta", "bo", "carla"), assess)
    page = text(as_("pia").get(room_url(cast, opened)))
    assert f'{signs[Kind.ENVIRONMENT].text} <span class="app-by">omkring 3 børn' in page
    assert f'{signs[Kind.CHILD].text} <span class="app-by">omkring færre end 3 børn' in page
    assert texts.ROOM_QUESTION[signs[Kind.ENVIRONMENT].dimension] in page
    assert page.index(texts.KIND[Kind.ENVIRONMENT]) < page.index(texts.KIND[Kind.CHILD])
    assert not {"Asta", "Bo Øster", "Carla"} & {name for name in ("Asta", "Bo Øster", "Carla") if name in page}
    assert "Gå videre til børnene" in page
    assert Entry.objects.filter(verb=Verb.ROOM_SEEN).latest("pk").child_ids == []


def test_the_room_says_nothing_while_somebody_waits_for_a_colleague(as_, cast, opened, assess, signs):
    in_the_room(cast, opened, signs, ("asta", "bo", "carla"), assess)
    tick(cast, opened, "pia", "dilan", signs[Kind.FAMILY])  # not handed in: nobody waits
    page = text(as_("pia").get(room_url(cast, opened)))
    assert (signs[Kind.ENVIRONMENT].text in page, signs[Kind.FAMILY].text in page) == (True, False)
    assess("dilan", pia=Position.GREEN)
    page = text(as_("mads").get(room_url(cast, opened)))
    assert (signs[Kind.ENVIRONMENT].text in page, "Det er ikke tid endnu" in page) == (False, True)


def test_the_room_says_whom_it_waits_for_without_a_name(as_, cast, opened, assess):
    assess("dilan", pia=Position.GREEN)
    assess("bo", mads=Position.GREEN)
    page = text(as_("mads").get(room_url(cast, opened)))
    assert "Om 2 børn har kun én afleveret" in page
    assert ("Du mangler selv at aflevere om 1 barn" in page, own_url(cast, opened) in page) == (True, True)
    assert "En kollega mangler at aflevere om 1 barn" in page
    assert "Dilan" not in page


def test_the_room_holds_nothing_that_is_not_handed_in(as_, cast, opened, assess, signs):
    """A third who is still ticking for a child whose two views are open."""
    for child in ("asta", "bo", "carla"):
        tick(cast, opened, "lars", child, signs[Kind.FAMILY])
    in_the_room(cast, opened, signs, ("asta", "bo", "carla"), assess)
    page = text(as_("pia").get(room_url(cast, opened)))
    assert (signs[Kind.ENVIRONMENT].text in page, signs[Kind.FAMILY].text in page) == (True, False)


def test_the_room_without_ticks_asks_all_the_same(as_, cast, opened):
    page = text(as_("pia").get(room_url(cast, opened)))
    assert "Ingen har sat kryds" in page
    assert "Gå videre" not in page


def test_ticks_are_nowhere_before_both_are_in(as_, cast, opened, assess, signs):
    sign = signs[Kind.FAMILY]
    tick(cast, opened, "mads", "asta", sign)
    held = assess("asta", mads=Position.RED)
    args = [opened.pk, cast.blaamejserne.pk]
    for address in (
        own_url(cast, opened), room_url(cast, opened), reverse("screening:joint", args=args),
        reverse("screening:dialogue", args=[held.pk]), reverse("screening:conclude", args=[held.pk]),
    ):  # fmt: skip
        assert sign.text not in text(as_("pia").get(address))
    assert f'value="{sign.pk}" checked' not in text(as_("pia").get(ticks_url(cast, opened)))
    assert queries.opened_signs(queries.opened_views([_counted(cast, held)])) == {}
    assess("asta", pia=Position.GREEN)
    assert sign.text in text(as_("pia").get(reverse("screening:dialogue", args=[held.pk])))


def _counted(cast, held):
    return queries.assessments_visible_to(cast.actor("pia")).get(pk=held.pk)


def test_queries_of_signs_do_not_grow_with_the_children(as_, cast, opened, assess, grow, signs):
    in_the_room(cast, opened, signs, ("asta",), assess)
    conclude(cast, assess("bo", pia=Position.GREEN, mads=Position.GREEN), Position.GREEN)
    pia = as_("pia")
    addresses = (room_url(cast, opened), ticks_url(cast, opened, "dilan"))
    for address in addresses:
        pia.get(address)
    few = [_count(pia, address) for address in addresses]
    grow(cast.blaamejserne, 40)
    in_the_room(cast, opened, signs, ("carla",), assess)
    assert [_count(pia, address) for address in addresses] == few
