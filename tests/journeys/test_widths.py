"""Pages no other journey passes, or passes at one width: on a phone and at a desk, by the rules of accessibility."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from samspor.base import clock
from samspor.concerns import api as concerns
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.rules.words import House, WrittenBy
from samspor.people import api as people
from samspor.people.models import Affiliation, Employment, Enrolment, Guardianship
from samspor.screening import actions, instrument
from samspor.screening.rules import Position, RoundKind, Way
from tests import cast as casting

pytestmark = pytest.mark.browser

PAGES = {
    "lars": [
        "barn/opret/", "barn/{asta}/ret/", "barn/{asta}/udmeld/", "barn/{asta}/voksen/", "barn/{asta}/tilknyt/",
        "barn/{asta}/flyt/", "barn/{asta}/saml/", "barn/{asta}/saml/{other}/", "barn/voksen/{tie}/",
        "barn/indmeldelse/{enrolment}/", "barn/tilknytning/{affiliation}/", "grupper/ny/", "grupper/{group}/navn/",
        "noedadgange/", "noedadgange/{glass}/", "medarbejdere/", "medarbejdere/{member}/",
        "konto/adgangskode/", "konto/to-trin/",
        "runder/ny/", "runder/{round}/ret/", "runder/{round}/orientering/nye/", "runder/{some}/",
        "runder/{some}/boern/", "runder/{round}/medvurderere/",
    ],
    "ali": ["medarbejdere/ny/", "medarbejdere/{member}/", "ansaettelse/{employment}/", "enheder/"],
    "dorte": ["runder/samlet/"],
    "pia": [
        "runder/tegn/{instrument}/56/", "runder/vurdering/{held}/set-sammen/", "runder/vurdering/{held}/en/",
        "bekymringer/", "bekymringer/anonym/", "bekymringer/{concern}/", "bekymringer/{concern}/fungerer/",
        "bekymringer/{concern}/bekymrer/", "bekymringer/{concern}/spoergsmaal/", "bekymringer/{concern}/afslut/",
        "bekymringer/{concern}/vejviser/", "bekymringer/{concern}/stemme/", "bekymringer/stemme/{voice}/ret/",
        "bekymringer/stemme/{voice}/", "bekymringer/{concern}/print/", "bekymringer/{closed}/aabn/",
    ],
    "karen": ["runder/medvurdering/{second}/", "runder/medvurdering/{second}/aflever/",
              "runder/medvurdering/{second}/tegn/{asta}/"],
}  # fmt: skip


@pytest.fixture(scope="module")
def there(house):
    cast, now, today = casting.fetch(), clock.now(), clock.today()
    lars, pia, karen = (cast.actor(name, now) for name in ("lars", "pia", "karen"))
    version = actions.adopt_instrument(by=cast.actor("jens", now), instrument=instrument.shipped()[0], at=now)
    plan = {"by": lars, "area": "daycare", "opens_on": today, "closes_on": today + timedelta(days=20), "at": now,
            "instrument": version, "units": [cast.solsikken]}  # fmt: skip
    whole, some = (
        actions.record_notice(
            by=lars, round_unit=actions.plan_round(label=kind, kind=kind, **plan).units.get(), notice_on=today,
            way=Way.LETTER, at=now,
        ) for kind in (RoundKind.CALENDAR, RoundKind.TRANSITION)
    )  # fmt: skip
    mark = {"round_unit": whole, "child": cast.asta, "at": now}
    held = actions.set_mark(by=pia, position=Position.GREEN, **mark).assessment
    second = actions.choose_second(
        by=lars, round_unit=whole, group=cast.blaamejserne, staff=cast.karen, from_on=today,
        to_on=today + timedelta(days=7), at=now,
    )  # fmt: skip
    actions.mark_as_second(
        by=karen, second=second, child=cast.asta.pk, position=Position.YELLOW, comment="Står ved hegnet", at=now
    )
    begin = {"by": pia, "child": cast.bo, "worries": "Står tit alene ved hegnet", "observed_on": today, "at": now,
             "answers": dict.fromkeys(StopKind, Answer.NO)}  # fmt: skip
    concern, closed = concerns.start_concern(**begin), concerns.start_concern(**begin)
    concerns.close_concern(by=pia, concern=closed, outcome="Han leger igen nu", childs_words="Mindre larm", at=now)
    voice = concerns.keep_voice(
        by=pia, concern=concern, house=House.GOOD, text="Jeg kan lide klodser", drawing=None, is_verbatim=True,
        written_by=WrittenBy.ADULT, said_on=today, at=now,
    )  # fmt: skip
    glass = people.open_emergency_access(
        by=cast.actor("fatma", now), child=cast.bo, reason="Politiet har ringet.", at=now
    )
    concerns.consult_anonymously(by=pia, theme="relations", text="Hvad gør I?", confirmed=(), at=now)
    return SimpleNamespace(
        round=whole.pk, some=some.pk, instrument=version.pk, held=held.pk, concern=concern.pk, closed=closed.pk,
        voice=voice.pk, second=second.pk, asta=cast.asta.pk, other=cast.carla.pk, group=cast.blaamejserne.pk,
        glass=glass.pk, member=cast.mads.pk, employment=Employment.objects.get(staff=cast.mads).pk,
        tie=Guardianship.objects.get(child=cast.bo).pk, enrolment=Enrolment.objects.get(child=cast.asta).pk,
        affiliation=Affiliation.objects.get(child=cast.asta, staff=cast.sara).pk,
    )  # fmt: skip


@pytest.mark.parametrize("width", ["phone", "desk"])
@pytest.mark.parametrize("name", PAGES)
def test_it_looks_right(enter, house, there, name, width):
    person = enter(name, width=width)
    for address in PAGES[name]:
        answer = person.page.goto(f"{house.address}/{address.format(**vars(there))}")
        assert answer is not None
        assert answer.status == 200, address
        person.looks()
