"""To ask the family, and to write down that it has been told."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.check import within
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.people.api import Unit, guardianships_of
from samspor.sharing import actions, queries
from samspor.sharing.forms import AskForm, EffortForm, NoticeForm
from samspor.sharing.pages.lines import OWN
from samspor.sharing.rules.sectors import kinds_of
from samspor.sharing.rules.topics import topics
from samspor.sharing.rules.words import ASKERS, Purpose, Sector, Way
from samspor.sharing.views.steps import GET_POST, adult, child_within, filled, longest, stop_of, write


@require_http_methods(GET_POST)
def ask(request: Request, child: UUID) -> HttpResponse:
    held, today = child_within(request, child), clock.today()
    kinds = sorted({kind for one in ASKERS for kind in kinds_of(one)})
    units = within(request.actor, Permission.UNIT_READ, Unit.objects.filter(Unit.open_on(today), kind__in=kinds))
    form = filled(
        request, AskForm, topics=topics(today), units=units.order_by("name", "pk"),
        initial={"from_on": today, "until": longest(today), "sender": queries.own_sector(request.actor, held)},
    )  # fmt: skip

    def act() -> object:
        given = form.cleaned_data
        return actions.ask_exchange(
            by=request.actor, child=held, topics=given["topics"], sender=Sector(given["sender"]),
            recipient=Sector(given["recipient"]), to_unit=_chosen(units, given["to_unit"]),
            to_person=given["to_person"], aim=Purpose(given["aim"]), purpose=given["purpose"],
            from_on=given["from_on"], until=given["until"], longest=longest(max(given["from_on"], today)),
            at=clock.now(),
        )  # fmt: skip

    return write(
        request, held, form, act, said="Nu kan I skrive svarene ned, når I har talt med dem.", anchor="deling",
        heading="Spørg om samtykke", submit="Gem, at vi spørger", stop=stop_of(request, held),
        lead="Alle, der har forældremyndigheden, skal sige ja. Intet er valgt på forhånd.",
    )  # fmt: skip


def _chosen(units: QuerySet[Unit], key: str) -> Unit | None:
    return units.filter(pk=key).first() if key else None


@require_http_methods(GET_POST)
def ask_effort(request: Request, child: UUID) -> HttpResponse:
    held, today = child_within(request, child), clock.today()
    form = filled(request, EffortForm, initial={"from_on": today, "until": longest(today)})

    def act() -> object:
        given = form.cleaned_data
        return actions.ask_effort(
            by=request.actor, child=held, effort=given["effort"], purpose=given["purpose"], from_on=given["from_on"],
            until=given["until"], longest=longest(max(given["from_on"], today)), at=clock.now(),
        )  # fmt: skip

    return write(
        request, held, form, act, said="Nu kan I skrive svarene ned, når I har talt med dem.", anchor="indsatser",
        heading="Spørg om en indsats", submit="Gem, at vi spørger", stop=stop_of(request, held),
        lead="Et ja til en indsats er ikke et ja til, at nogen taler sammen om barnet. Det spørger I om for sig.",
    )  # fmt: skip


@require_http_methods(GET_POST)
def tell(request: Request, child: UUID) -> HttpResponse:
    held, today = child_within(request, child), clock.today()
    people = [(str(tie.guardian_id), tie.guardian.name) for tie in guardianships_of(held)]
    form = filled(request, NoticeForm, people=[*people, (OWN, held.given_names)], initial={"given_on": today})

    def act() -> object:
        given = form.cleaned_data
        return actions.give_notice(
            by=request.actor, child=held, guardian=adult(given["who"]), what=given["what"], way=Way(given["way"]),
            given_on=given["given_on"], at=clock.now(),
        )  # fmt: skip

    return write(
        request, held, form, act, said="Beskeden er skrevet ned.", anchor="beskeder",
        heading="Familien har fået besked", submit="Gem beskeden", stop=stop_of(request, held),
        lead="Familien skal vide, hvad der bliver skrevet om dem, og hvorfor. En besked spørger ikke om noget.",
    )  # fmt: skip
