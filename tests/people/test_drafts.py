"""What is being written is kept for its writer alone: in the forms that have no table of their own for it."""

import html
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.urls import reverse

from samspor.access.models import Submission
from samspor.access.once import Sent
from samspor.access.rules import Permission
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.people import actions, jobs, queries
from samspor.people.models import Child, FormDraft
from samspor.screening import api as screening
from samspor.screening.instrument import shipped
from samspor.screening.rules import Way
from tests import factories as make
from tests.cast import NOW, TODAY, Cast
from tests.concerns.test_drafts import until_somebody_waits
from tests.people.pages import send

AUTOSAVE = {"HTTP_X_AUTOSAVE": "true"}
DAY = timedelta(days=1)
PLACE = "/her/"


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture
def glass(cast: Cast) -> Any:
    reason = "Barnet er faldet, og jeg skal ringe til de voksne"
    made = actions.open_emergency_access(by=cast.actor("vera"), child=cast.bo, reason=reason, at=NOW)
    make.remembered()
    return made


def opened(cast: Cast) -> Any:
    version = screening.adopt_instrument(by=cast.actor("jens"), instrument=shipped()[0], at=NOW)
    planned = screening.plan_round(
        by=cast.actor("lars"), label="Efterår 2026", area="daycare", opens_on=TODAY - 21 * DAY,
        closes_on=TODAY + 11 * DAY, instrument=version, units=[cast.solsikken], at=NOW,
    )  # fmt: skip
    told = {"notice_on": TODAY - 28 * DAY, "way": Way.DIGITAL}
    return screening.record_notice(by=cast.actor("lars"), round_unit=planned.units.get(), at=NOW, **told)


def keep(cast: Cast, who: str = "pia", child: Child | None = None, at: Any = NOW, **more: Any) -> FormDraft | None:
    facts = {"about": cast.bo, "permission": Permission.CHILD_READ, "place": PLACE, "typed": {"text": "Måske"}}
    one = child.pk if child else None
    return actions.save_form(by=cast.actor(who), child=one, at=at, **facts | more)


def test_a_draft_is_its_writers_own_and_the_newest_stands(cast: Cast) -> None:
    keep(cast)
    keep(cast, typed={"text": "Måske ikke"})
    pia = cast.actor("pia")
    assert queries.form_draft(pia, PLACE).values == {"text": "Måske ikke"}
    assert queries.form_draft(cast.actor("mads"), PLACE) is None
    assert FormDraft.objects.get().child_id is None
    assert str(FormDraft.objects.get()) == str(FormDraft.objects.get().pk)


def test_nobody_writes_where_they_may_not(cast: Cast) -> None:
    with pytest.raises(NotHere):
        keep(cast, who="vera")
    with pytest.raises(NotHere):
        actions.drop_form(by=cast.actor("vera"), about=cast.bo, permission=Permission.CHILD_READ, place=PLACE, at=NOW)
    assert not FormDraft.objects.exists()


def test_it_is_gone_when_it_is_thrown_away_and_that_is_remembered(cast: Cast) -> None:
    keep(cast, child=cast.bo)
    for _ in range(2):  # what is not there is nothing
        actions.drop_form(by=cast.actor("pia"), about=cast.bo, permission=Permission.CHILD_READ, place=PLACE, at=NOW)
    assert not FormDraft.objects.exists()
    assert Entry.objects.get(verb=Verb.FORM_DRAFT_DROPPED).child_ids == [cast.bo.pk]


def test_what_was_sent_meanwhile_is_not_kept(cast: Cast) -> None:
    key = uuid4()
    Submission.objects.create(key=key, account_id=cast.pia.account_id, at=NOW, location="/", digest=b"ord")
    assert keep(cast, sent_as=Sent(str(key), b"ord")) is None
    assert keep(cast, sent_as=Sent(str(key), b"andre ord")) is not None


def test_who_saves_waits_for_who_sends(committed: None, cast: Cast) -> None:
    """The form is sent, and not yet there for others, when it saves itself a last time."""
    key, kept = uuid4(), []

    def late() -> None:
        try:
            kept.append(keep(cast, sent_as=Sent(str(key), b"ord")))
        finally:
            connection.close()

    saver = Thread(target=late)
    with transaction.atomic():
        Submission.objects.create(key=key, account_id=cast.pia.account_id, at=NOW, location="/", digest=b"ord")
        actions.drop_form(by=cast.actor("pia"), about=cast.bo, permission=Permission.CHILD_READ, place=PLACE, at=NOW)
        saver.start()
        until_somebody_waits()
    saver.join(60)
    assert kept == [None]


def test_what_nobody_came_back_to_is_removed_after_a_year(cast: Cast) -> None:
    keep(cast, child=cast.bo)
    keep(cast, place="/om-en-gruppe/")
    assert jobs.remove_forgotten(NOW + 365 * DAY) == 0
    assert jobs.remove_forgotten(NOW + 366 * DAY) == 2
    assert not FormDraft.objects.exists()
    removed = Entry.objects.get(verb=Verb.FORM_DRAFTS_REMOVED)
    assert (removed.child_ids, removed.after) == ([cast.bo.pk], {"drafts": 2})
    jobs.tidy(int((NOW + 366 * DAY).timestamp()))
    assert Entry.objects.filter(verb=Verb.FORM_DRAFTS_REMOVED).count() == 1


def _review(_: Cast, glass: Any) -> tuple[str, str, dict[str, str], str]:
    return "henrik", reverse("people:review", args=[glass.pk]), {"finding": "Adgangen var nødvendig"}, "finding"


def _new_focus(cast: Cast, _: Any) -> tuple[str, str, dict[str, str], str]:
    typed = {
        "about": str(cast.asta.pk), "aim": "Asta leger med to", "action": "Vi går med i legen",
        "responsible": str(cast.mads.pk), "review_on": str(TODAY + 42 * DAY),
    }  # fmt: skip
    return "pia", reverse("screening:new_focus_of_group", args=[cast.blaamejserne.pk]), typed, "action"


def _focus(cast: Cast, _: Any) -> tuple[str, str, dict[str, str], str]:
    held = screening.set_focus(
        by=cast.actor("pia"), unit=cast.solsikken, group=cast.blaamejserne, child=cast.asta, aim="Leger", action="Med",
        responsible=cast.mads.pk, review_on=TODAY + 42 * DAY, at=NOW,
    )  # fmt: skip
    return "pia", reverse("screening:focus", args=[held.pk]), {"outcome": "reached", "words": "Hun leger nu"}, "words"


def _parents(cast: Cast, _: Any) -> tuple[str, str, dict[str, str], str]:
    held = opened(cast)
    typed = {
        "guardian": str(cast.mor.pk), "way": "talk", "said_on": str(TODAY), "goes_well": "Hun synger",
        "thinks_about": "", "helps": "",
    }  # fmt: skip
    return "pia", reverse("screening:parents", args=[held.pk, cast.bo.pk]), typed, "goes_well"


def _ask(cast: Cast, _: Any) -> tuple[str, str, dict[str, Any], str]:
    typed = {
        "topics": ["language", "wellbeing"], "sender": "daycare", "recipient": "ppr", "to_unit": "", "to_person": "",
        "aim": "early_help", "purpose": "At Bo får hjælp", "from_on": str(TODAY), "until": str(TODAY + 100 * DAY),
    }  # fmt: skip
    return "pia", reverse("sharing:ask", args=[cast.bo.pk]), typed, "purpose"


def _tell(cast: Cast, _: Any) -> tuple[str, str, dict[str, str], str]:
    typed = {"who": str(cast.mor.pk), "what": "At vi skriver om sproget", "way": "meeting",
             "given_on": str(TODAY)}  # fmt: skip
    return "pia", reverse("sharing:tell", args=[cast.bo.pk]), typed, "what"


@pytest.mark.parametrize("form", [_review, _new_focus, _focus, _parents, _ask, _tell])
def test_a_form_saves_itself_is_found_again_and_spent(cast: Cast, as_: Any, glass: Any, form: Any) -> None:
    who, address, typed, name = form(cast, glass)
    client, typed = as_(who), typed | {"form_key": str(uuid4())}
    assert f'data-autosave="{address}"' in text(client.get(address))
    answer = client.post(address, typed, **AUTOSAVE)
    assert (answer.status_code, answer.content) == (204, b"")
    again = text(client.get(address))
    assert "Din kladde fra 23. november 2026" in again
    assert f"{typed[name]}</textarea>" in again
    draft = FormDraft.objects.get()
    assert draft.values.keys() & {"form_key"} == set()
    assert draft.child_id in {cast.bo.pk, cast.asta.pk}
    assert client.post(address, typed).status_code == 303
    client.post(address, typed, **AUTOSAVE)  # what was on its way while the button was pressed
    assert not FormDraft.objects.exists()


def test_a_draft_is_thrown_away_by_its_button(cast: Cast, as_: Any, glass: Any) -> None:
    _, address, typed, _ = _tell(cast, glass)
    pia = as_("pia")
    assert "Slet kladden" not in text(pia.get(address))
    pia.post(address, typed | {"form_key": str(uuid4())}, **AUTOSAVE)
    assert "Slet kladden" in text(pia.get(address))
    assert send(pia, address, discard="").status_code == 303
    assert "At vi skriver om sproget" not in text(pia.get(address))
