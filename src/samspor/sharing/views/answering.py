"""What each one said: an answer, a consent taken back, and one that is renewed. The same for both kinds."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.check import found
from samspor.access.request import Request
from samspor.base import clock
from samspor.sharing import actions, pages, queries, texts
from samspor.sharing.forms import AnswerForm, RenewForm, TakeBackForm, WhoForm
from samspor.sharing.models import EffortConsent
from samspor.sharing.pages.lines import OWN, Line, name_of
from samspor.sharing.queries import AnyConsent, Now
from samspor.sharing.rules.consent import is_heard
from samspor.sharing.rules.words import Said, State, Way
from samspor.sharing.views.steps import GET_POST, adult, filled, longest, stop_of, write
from samspor.ui.danish import listing

_FREE = "Et samtykke kan altid trækkes tilbage, og ingen skal sige hvorfor. Det stopper med det samme."


_ONLY_OURS = "Kun det sted, der spurgte, kan tage spørgsmålet tilbage, og kun før nogen har svaret."
_ONE_BY_ONE = "Det kan kun fornyes, når alle har sagt ja. Skriv svarene ned, ét for ét."


def _exchange(request: Request, key: UUID) -> AnyConsent:
    return found(queries.exchanges_visible_to(request.actor), key)


def _effort(request: Request, key: UUID) -> AnyConsent:
    return found(queries.efforts_visible_to(request.actor), key)


@require_http_methods(GET_POST)
def answer(request: Request, exchange: UUID) -> HttpResponse:
    return _answer(request, _exchange(request, exchange))


@require_http_methods(GET_POST)
def effort_answer(request: Request, effort: UUID) -> HttpResponse:
    return _answer(request, _effort(request, effort))


@require_http_methods(GET_POST)
def withdraw(request: Request, exchange: UUID) -> HttpResponse:
    return _withdraw(request, _exchange(request, exchange))


@require_http_methods(GET_POST)
def effort_withdraw(request: Request, effort: UUID) -> HttpResponse:
    return _withdraw(request, _effort(request, effort))


@require_http_methods(GET_POST)
def renew(request: Request, exchange: UUID) -> HttpResponse:
    return _renew(request, _exchange(request, exchange))


@require_http_methods(GET_POST)
def effort_renew(request: Request, effort: UUID) -> HttpResponse:
    return _renew(request, _effort(request, effort))


@require_http_methods(GET_POST)
def take_back(request: Request, exchange: UUID) -> HttpResponse:
    return _take_back(request, _exchange(request, exchange))


@require_http_methods(GET_POST)
def effort_take_back(request: Request, effort: UUID) -> HttpResponse:
    return _take_back(request, _effort(request, effort))


def _take_back(request: Request, consent: AnyConsent) -> HttpResponse:
    held = queries.now(consent, request.actor.on)
    form, line = filled(request, TakeBackForm), _line(request, held)

    def act() -> object:
        return actions.take_back_question(
            by=request.actor, consent=consent, why=form.cleaned_data["why"], at=clock.now()
        )

    return write(
        request, queries.kept(consent.child), form, act, said="Spørgsmålet er taget tilbage.", anchor=_anchor(held),
        line=line, heading="Der blev spurgt ved en fejl", submit="Tag spørgsmålet tilbage", stop="",
        nothing="" if line.may_take_back or form.is_bound else _ONLY_OURS,
        lead="Er nogen af dem nået at høre om det, så sig til dem, at det var en fejl.",
    )  # fmt: skip


def _answer(request: Request, consent: AnyConsent) -> HttpResponse:
    held, today = queries.now(consent, request.actor.on), clock.today()
    child = queries.kept(consent.child)
    people = [(str(who or OWN), name_of(held, who, child)) for who in held.family.voices]
    if None not in held.family.voices and is_heard(child.birth_date, on=request.actor.on):
        people.append((OWN, f"{child.given_names} (bliver hørt)"))
    initial = {
        "said_on": today, "until": min(consent.expires_on, longest(today)), "who": request.GET.get("hvem"),
        "built_on": _seen(held),
    }  # fmt: skip
    form = filled(request, AnswerForm, people=people, initial=initial)

    def act() -> object:
        given = form.cleaned_data
        return actions.answer_consent(
            by=request.actor, consent=consent, guardian=adult(given["who"]), said=Said(given["said"]),
            way=Way(given["way"]), said_on=given["said_on"], until=given["until"] or given["said_on"],
            longest=longest(min(given["said_on"], today)), at=clock.now(), built_on=given["built_on"].split(),
        )  # fmt: skip

    return write(
        request, child, form, act, said="Svaret er skrevet ned.", anchor=_anchor(held), line=_line(request, held),
        heading="Skriv et svar ned", submit="Gem svaret", stop=stop_of(request, child),
        nothing=_why_not_answer(held, sent=form.is_bound),
        lead="Skriv ét svar ad gangen. Svarer de forskelligt, så skriv det, som det er.",
    )  # fmt: skip


def _withdraw(request: Request, consent: AnyConsent) -> HttpResponse:
    held = queries.now(consent, request.actor.on)
    child = queries.kept(consent.child)
    yeses = [who for who in held.family.voices if who in held.standing and held.standing[who].said == Said.YES]
    people = [(str(who or OWN), name_of(held, who, child)) for who in yeses]
    only = people[0][0] if len(people) == 1 else None
    stop = "Stop indsatsen nu" if isinstance(consent, EffortConsent) else "Stop delingen nu"
    form = filled(request, WhoForm, people=people, initial={"said_on": clock.today(), "who": only})

    def act() -> object:
        given = form.cleaned_data
        return actions.withdraw_consent(
            by=request.actor, consent=consent, guardian=adult(given["who"]), way=Way(given["way"]),
            said_on=given["said_on"], at=clock.now(),
        )  # fmt: skip

    return write(
        request, child, form, act, said="Samtykket er trukket tilbage. Det gælder ikke mere.",
        anchor=_anchor(held),
        line=_line(request, held), heading="Samtykket er trukket tilbage", submit=stop, stop="",
        nothing="" if people else "Ingen har sagt ja. Så er der ikke noget at trække tilbage.",
        lead=_FREE,
    )  # fmt: skip


def _renew(request: Request, consent: AnyConsent) -> HttpResponse:
    held, today = queries.now(consent, request.actor.on), clock.today()
    child = queries.kept(consent.child)
    initial = {"said_on": today, "until": longest(today), "way": Way.MEETING, "built_on": _seen(held)}
    form = filled(request, RenewForm, initial=initial)
    names = listing([name_of(held, who, child) for who in held.family.voices])
    line = _line(request, held)

    def act() -> object:
        given = form.cleaned_data
        return actions.renew_consent(
            by=request.actor, consent=consent, way=Way(given["way"]), said_on=given["said_on"], until=given["until"],
            longest=longest(min(given["said_on"], today)), at=clock.now(), built_on=given["built_on"].split(),
        )  # fmt: skip

    return write(
        request, child, form, act, said="Samtykket er fornyet.", anchor=_anchor(held), line=line,
        heading="Forny samtykket", submit="Ja, alle har sagt ja igen", stop=stop_of(request, child),
        nothing=_why_not_renew(line, consent),
        lead=f"Spørg {names}, om det stadig gælder. Har de alle sagt ja, er der kun én knap.",
    )  # fmt: skip


def _why_not_answer(held: Now, *, sent: bool) -> str:
    if not held.family.voices:
        return texts.NOBODY
    return texts.NEXT[held.state] if held.state is State.TAKEN_BACK and not sent else ""


def _line(request: Request, held: Now) -> Line:
    return pages.line(held, 1, queries.kept(held.consent.child), queries.reader(request.actor))


def _why_not_renew(line: Line, consent: AnyConsent) -> str:
    if line.may_renew:
        return ""
    return _ONE_BY_ONE if line.is_ours else texts.ASK_THEM.format(unit=consent.unit.name)


def _seen(held: Now) -> str:
    return " ".join(sorted(held.seen))


def _anchor(held: Now) -> str:
    return f"linje-{held.consent.pk}"
