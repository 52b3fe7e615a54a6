"""Who reads a handover first is not always who is with the child: a colleague at the same place is asked to read it."""

from datetime import timedelta

import pytest

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.messages.models import Message
from samspor.people import api as people
from samspor.people.models import Employment
from samspor.transitions import actions
from samspor.transitions.models import FurtherReader
from tests import factories
from tests.cast import NOW, TODAY
from tests.transitions.test_actions import LATER, withdraw
from tests.transitions.test_views import DAY, key, text, titles, url

READ = "Læs overleveringen om Bo"
ASK = "Bed en kollega læse den også"


@pytest.fixture(autouse=True)
def school(cast):
    """Mads works at the school too, and so does Vera, who leads it."""
    for name, role in (("mads", "teacher"), ("vera", "unit_leader")):
        people.employ(
            by=cast.actor("ali"), staff=cast.members[name], unit=cast.aaskolen, role=role, starts_on=TODAY,
            ends_on=None, at=NOW,
        )  # fmt: skip


def name(cast, delivery, who="mads", by="tine", at=LATER):
    return actions.name_reader(by=cast.actor(by), delivery=delivery, staff=cast.members[who].pk, at=at)


def test_who_has_read_it_asks_a_colleague_who_finds_it_and_says_it_is_read(as_, cast, read):
    tine, mads, address = as_("tine"), as_("mads"), url("name_reader", read)
    assert READ not in titles(mads)
    assert address in text(tine.get(url("delivery", read)))
    assert address not in text(mads.get(url("delivery", read)))
    asked = text(tine.get(address))
    assert "Mads" in asked
    assert cast.tine.name not in asked.split("<main")[1]
    assert tine.post(address, key(staff=str(cast.pia.pk))).status_code == 422
    form = key(staff=str(cast.mads.pk))
    for _ in range(2):
        assert tine.post(address, form).url == url("delivery", read)
    entry = Entry.objects.get(verb=Verb.HANDOVER_READER_NAMED)
    assert (entry.child_ids, entry.after) == ([cast.bo.pk], {"staff": str(cast.mads.pk)})
    assert READ in titles(mads)
    assert "En kollega har læst den og beder dig læse den også" in text(mads.get("/"))
    assert "En kollega beder dig læse en overlevering" in text(mads.get("/"))
    assert url("delivery", read) in text(mads.get("/"))
    shown = text(mads.get(url("delivery", read)))
    assert f"er bedt om at læse den af {cast.tine.name} 23. november 2026" in shown
    assert "Jeg har også læst den" in shown
    assert "Jeg har også læst den" not in text(tine.get(url("delivery", read)))
    form = key()
    for _ in range(2):
        assert mads.post(url("read", read), form).status_code == 303
    assert READ not in titles(mads)
    shown = text(mads.get(url("delivery", read)))
    assert f"Læst af {cast.mads.name} 23. november 2026" in shown
    assert f"Læst af {cast.tine.name}" in shown
    assert address in shown  # who has it may hand it on again


def test_who_leads_may_ask_before_anybody_has_read(as_, cast, sent):
    assert url("name_reader", sent) in text(as_("vera").get(url("delivery", sent)))
    assert url("name_reader", sent) not in text(as_("mads").get(url("delivery", sent)))
    name(cast, sent, by="vera")
    assert titles(as_("mads")).count(READ) == 1
    actions.confirm_read(by=cast.actor("mads"), delivery=sent, at=LATER)
    sent.refresh_from_db()
    assert sent.read_by == cast.mads
    assert FurtherReader.objects.get().read_at == LATER


def test_who_leads_and_asks_a_colleague_without_news_for_oneself(cast, sent):
    name(cast, sent, "vera", by="vera")
    assert not Message.objects.filter(template="handover_to_read").exists()


def test_it_waits_after_the_answer_too_and_not_when_all_is_withdrawn(as_, cast, read):
    name(cast, read)
    one = read.sent_fields.get()
    actions.say_what_was_useful(by=cast.actor("tine"), delivery=read, uses={one.pk: (None, "Tak")}, at=LATER)
    assert READ in titles(as_("mads"))
    withdraw(cast, read.handover, ["good_at"], at=LATER + timedelta(hours=1))
    assert READ not in titles(as_("mads"))


@pytest.mark.parametrize(
    ("by", "who", "said"),
    [("mads", "vera", "Læs den selv først"), ("tine", "pia", "der arbejder hos jer i dag"),
     ("tine", "tine", "i forvejen"), ("vera", "tine", "i forvejen")],
)  # fmt: skip
def test_who_can_not_ask_and_who_can_not_be_asked(cast, read, by, who, said):
    with pytest.raises(Refused, match=said):
        name(cast, read, who, by=by)
    assert not FurtherReader.objects.exists()


def test_a_colleague_is_asked_once_and_not_after_work_there_has_ended(cast, read):
    name(cast, read)
    with pytest.raises(Refused, match="i forvejen"):
        name(cast, read)
    factories.remembered()
    FurtherReader.objects.all().delete()
    work = Employment.objects.get(staff=cast.mads, unit=cast.aaskolen)
    people.end_employment(by=cast.actor("ali"), employment=work, ends_on=TODAY + DAY, at=NOW)
    with pytest.raises(Refused, match="arbejder hos jer i dag"):
        name(cast, read, at=NOW + 2 * DAY)


def test_nobody_from_elsewhere_asks(cast, read):
    for who in ("pia", "else_", "fatma"):
        with pytest.raises(NotHere):
            name(cast, read, by=who)


def test_where_all_know_it_the_page_says_so(as_, cast, read):
    for who in ("mads", "vera"):
        name(cast, read, who)
    assert "Der er ingen at bede" in text(as_("tine").get(url("name_reader", read)))
