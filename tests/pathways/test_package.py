"""A closed pathway taken out for the records: whole, checked by sums, and without what may not be taken out."""

import json
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.pathways import actions
from samspor.pathways.models import TakenOut
from samspor.pathways.pages import address
from samspor.pathways.pages.package import as_pdf
from samspor.pathways.queries.journal import written_in
from samspor.pathways.rules.doing import ActionState
from samspor.pathways.rules.goals import GoalState
from samspor.pathways.views.journal import Journal, Written, sections
from samspor.sharing.rules.words import Sector
from tests.cast import NOW
from tests.pathways.test_actions import LATER, close, write
from tests.pathways.test_both_ways import given
from tests.pathways.test_doing import settle
from tests.pathways.test_goals import goal, number
from tests.pathways.test_promises import promise
from tests.pathways.test_promises import settle as keep
from tests.pathways.test_together import let_in, of, page, send, take_back

pytestmark = pytest.mark.usefixtures("at_noon", "scales", "db")


@pytest.fixture
def lived(cast, pathway, consented):
    """Everything in it once, some of it by Peter of PPR."""
    consented()
    let_in(cast, pathway)
    back = consented(sender=Sector.PPR, recipient=Sector.DAYCARE)
    write(cast, pathway, text="Bo lo 😀 af <b>alt</b>")
    write(cast, pathway, by="peter", text="Peger på billeder")
    wish, one, other = goal(cast, pathway), given(cast, pathway), given(cast, pathway)
    number(cast, wish)
    number(cast, wish, value=7, by="peter")
    settle(cast, one, words="Sproget kommer", by="peter")
    actions.reopen_action(by=cast.actor("pia"), action=one, at=NOW)
    keep(cast, promise(cast, pathway), by="pia", words="Vi ringede", days=0)
    actions.end_participant(by=cast.actor("pia"), participant=let_out(pathway), at=LATER)
    became = {wish.pk: GoalState.REACHED, one.pk: ActionState.DONE, other.pk: ActionState.DROPPED}
    close(cast, pathway, at=LATER, became=became)
    pathway.refresh_from_db()
    return back


def let_out(pathway):
    return pathway.participants.get()


def fetched(client, pathway):
    sent = send(client, of("take_out", pathway))
    assert sent.status_code == 303
    answer = client.get(sent["Location"])
    assert answer["Content-Type"] == "application/zip"
    return ZipFile(BytesIO(answer.content))


def test_it_is_whole_and_shows_it(cast, pathway, as_, lived):
    pia = as_("pia")
    assert "Hent til journalen" in page(pia, address(pathway.pk))
    held = fetched(pia, pathway)
    for line in held.read("checksums.sha256").decode().splitlines():
        digest, name = line.split("  ")
        assert sha256(held.read(name)).hexdigest() == digest
    assert len(held.namelist()) == 6
    data = json.loads(held.read("forloeb.json"))
    said = json.dumps(data, ensure_ascii=False)
    for words in ("At Bo får en ven.", "Peger på billeder", "Sproget kommer", "Vi ringede", "Bo har en ven.", "Lone"):
        assert (words in said) is (words != "Lone")
    assert data["left_out"] == []
    assert ET.fromstring(held.read("metadata.xml")).findtext("barn") == "Bo Øster"  # noqa: S314 -- our own
    shown = held.read("forloeb.html").decode()
    assert "&lt;b&gt;alt&lt;/b&gt;" in shown
    assert '<html lang="da">' in shown
    pdf = held.read("forloeb.pdf")
    assert b"pdfaid" in pdf
    read = "".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages)
    assert "Peger på billeder" in read
    assert Entry.objects.get(verb=Verb.PATHWAY_TAKEN_OUT).child_ids == [cast.bo.pk]
    assert Entry.objects.get(verb=Verb.PATHWAY_PACKAGE_MADE).child_ids == [cast.bo.pk]


def test_what_may_not_be_taken_out_is_left_out_and_it_says_so(cast, pathway, as_, lived):
    take_back(cast, lived)
    held = fetched(as_("pia"), pathway)
    said = held.read("forloeb.json").decode()
    assert [words for words in ("Peger på billeder", "Sproget kommer", "7 –") if words in said] == []
    assert "Noget er ikke taget med." in said
    assert "Noget er ikke taget med." in held.read("forloeb.html").decode()
    assert ET.fromstring(held.read("metadata.xml")).find("udeladt") is not None  # noqa: S314 -- our own


def test_it_is_for_who_took_it_out_and_of_what_has_ended(cast, pathway, as_):
    with pytest.raises(Refused, match="Forløbet er i gang"):
        actions.take_out(by=cast.actor("pia"), pathway=pathway, at=NOW)
    assert send(as_("pia"), of("take_out", pathway)).status_code == 404
    assert "Hent til journalen" not in page(as_("pia"), address(pathway.pk))
    close(cast, pathway)
    with pytest.raises(NotHere):
        actions.take_out(by=cast.actor("else_"), pathway=pathway, at=NOW)
    made = actions.take_out(by=cast.actor("pia"), pathway=pathway, at=NOW)
    here = reverse("pathways:package", args=[made.pk])
    for name in ("mads", "else_", "dorte"):
        page(as_(name), here, 404)
    assert as_("pia").get(here).status_code == 200
    assert TakenOut.objects.count() == 1


def test_a_child_without_a_birth_date_and_letters_no_font_has(cast, pathway, open_):
    close(cast, pathway)
    pathway.refresh_from_db()
    one = Journal(
        key="1", municipality="Fjordby", child="Bo 😀", born=None, opened=NOW, closed=NOW, made_at=NOW, made_by="Pia",
        sections=sections(pathway, Written(**written_in(pathway)), ()), left_out=[],
    )  # fmt: skip
    assert not any("Født" in fact for fact in one.facts)
    read = "".join(each.extract_text() for each in PdfReader(BytesIO(as_pdf(one))).pages)
    assert "Bo □" in read
    assert replace(one, child="Bo").title == "Forløb for Bo"
