"""What a list would change: looked through, decided, chosen, said yes to, taken back."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspor.access.once import once
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.roster import actions, pages, queries
from samspor.roster.forms import AnswerForm, CompleteForm, ConfirmForm
from samspor.roster.models import ChangeSet
from samspor.roster.rules.changes import Bucket
from samspor.roster.rules.states import CAN_BE_APPLIED, State
from samspor.roster.views.steps import FORM, fetch, is_past, review_of, sent, show_form
from samspor.ui.answer import SeeOther, is_htmx
from samspor.ui.doors import about_nobody, by_itself

_TAKEN_BACK = "Listen er fortrudt. Alt er, som det var før."
_IS_TAKEN_BACK = "Listen bliver fortrudt, så alt er, som det var før."
WAITING = frozenset({State.READING, State.APPLYING, State.UNDOING})
LOOKS = 200  # with three seconds between: then the page stands still until somebody asks


@require_safe
def review(request: Request, change_set: UUID) -> HttpResponse:
    at, held = clock.now(), fetch(request, change_set)
    if held.stage in WAITING:
        saw(Verb.ROSTER_SEEN, by=request.actor, at=at, about=held)
        return render(request, "roster/waiting.html", {"list": held, "new_key": ConfirmForm, "next": 1})
    waiting = queries.changes_in(held, Bucket.NEEDS_DECISION).values_list("pk", flat=True)
    context = {
        "list": held,
        "sections": _sections(request, held, at),
        "new_key": ConfirmForm,
        "waiting": waiting.count(),
        "first_question": waiting.first(),
        "may_undo": held.stage is State.APPLIED and queries.is_last(held),
    }
    return render(request, "roster/review.html", context)


@require_safe
@by_itself
@about_nobody
def waiting(request: Request, change_set: UUID) -> HttpResponse:
    """How far the worker is: what a page that waits asks for by itself, `LOOKS` times and no more."""
    held = fetch(request, change_set)
    if held.stage not in WAITING:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Refresh": "true"})
    asked = _number(request.GET.get("gang", ""))
    return render(request, "roster/_waiting.html", {"list": held, "next": asked + 1 if asked < LOOKS else None})


@require_http_methods(FORM)
def decide(request: Request, change_set: UUID, change: UUID) -> HttpResponse:
    at, held = clock.now(), fetch(request, change_set)
    if is_past(request, held):
        return SeeOther(review_of(held))
    found = held.changes.filter(pk=change).first()
    asked = queries.question_in(found) if found else None
    if found is None or asked is None:
        raise NotHere
    staged, question = asked
    around = queries.around(request.actor, [staged])
    question = pages.seen(question, around)
    choices = pages.choices(question)
    given = request.POST if request.method == "POST" else None
    form = AnswerForm(given, question=pages.asked(question), answers=[(c.value, c.words) for c in choices])

    def act() -> str:
        say, target = form.said()
        actions.decide_change(by=request.actor, change=found, say=say, target=target, at=at)
        return _next_question(held)

    done = sent(request, form, act, at=at, said="Svaret er gemt.")
    if done:
        return done
    saw(Verb.ROSTER_SEEN, by=request.actor, at=at, about=held, child_ids=around.children, purpose="afgøre en række")
    shown = pages.compared(staged, question, around, request.actor.on)
    left = held.changes.filter(bucket=Bucket.NEEDS_DECISION).count()
    return show_form(request, "roster/decide.html", form, {"list": held, "shown": shown, "left": left})


@require_POST
def choose(request: Request, change_set: UUID) -> HttpResponse:
    """The boxes on the page: those that are ticked happen. Choosing twice is choosing once: no key.

    `til`: what comes next: the last question before all is written, or the section and page one is at.
    """
    at, held = clock.now(), fetch(request, change_set)
    shown, chosen = _keys(request, "shown"), _keys(request, "chosen")
    actions.choose_changes(by=request.actor, change_set=held, shown=shown, chosen=chosen, at=at)
    if is_htmx(request):  # a box was ticked, and the page stays as it is
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if request.POST.get("til") == "ja":
        return SeeOther(reverse("roster:apply", args=[held.pk]))
    messages.success(request, "Valget er gemt.")
    asked, _, side = request.POST.get("til", "").partition(" ")
    bucket = _known(asked)
    return SeeOther(f"{review_of(held)}?bunke={bucket}&side={_number(side)}#{bucket}")


@require_POST
def again(request: Request, change_set: UUID, change: UUID) -> HttpResponse:
    """What was answered about a row is asked once more."""
    at, held = clock.now(), fetch(request, change_set)
    found = held.changes.filter(pk=change).first()
    if found is None:
        raise NotHere

    def act() -> str:
        asked = actions.answer_again(by=request.actor, change=found, at=at)
        return reverse("roster:decide", args=[held.pk, asked.pk]) if asked else review_of(held)

    answer = once(request, act, at=at)
    messages.success(request, "Svaret er taget tilbage. Nu kan du svare om igen.")
    return answer


@require_http_methods(FORM)
def complete(request: Request, change_set: UUID) -> HttpResponse:
    at, held = clock.now(), fetch(request, change_set)
    if is_past(request, held):
        return SeeOther(review_of(held))
    places = list(queries.covered_units(held))
    first = {"units": [str(unit) for unit in held.complete_for]}
    form = CompleteForm(request.POST if request.method == "POST" else None, places=places, initial=first)

    def act() -> str:
        units = [UUID(key) for key in form.cleaned_data["units"]]
        actions.say_complete(by=request.actor, change_set=held, units=units, at=at)
        return review_of(held)

    done = sent(request, form, act, at=at, said="Det er gemt. Se under »Stopper«, hvad det betyder.")
    if done:
        return done
    saw(Verb.ROSTER_SEEN, by=request.actor, at=at, about=held, purpose="er listen hel")
    return show_form(request, "roster/complete.html", form, {"list": held})


@require_http_methods(FORM)
def apply(request: Request, change_set: UUID) -> HttpResponse:
    """Asks once more, in plain words, before anything is written."""
    at, held = clock.now(), fetch(request, change_set)
    if is_past(request, held):
        return SeeOther(review_of(held))
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.apply_change_set(by=request.actor, change_set=held, at=at)
        return review_of(held)

    done = sent(request, form, act, at=at, said="Tak. Listen er taget imod.")
    if done:
        return done
    saw(Verb.ROSTER_SEEN, by=request.actor, at=at, about=held, purpose="sige ja til listen")
    rows = held.changes.filter(chosen=True, bucket__in=CAN_BE_APPLIED).values_list("bucket").annotate(Count("pk"))
    waiting = held.changes.filter(bucket=Bucket.NEEDS_DECISION).count()
    will = pages.will_happen(dict(rows), queries.renamed_groups(held), queries.new_groups(held))
    unusable = held.changes.filter(bucket=Bucket.REFUSED).count()
    context = {"list": held, "will": will, "waiting": waiting, "unusable": unusable}
    return show_form(request, "roster/apply.html", form, context)


@require_POST
def undo(request: Request, change_set: UUID) -> HttpResponse:
    at, held = clock.now(), fetch(request, change_set)

    def act() -> str:
        actions.undo_change_set(by=request.actor, change_set=held, at=at)
        return review_of(held)

    answer = once(request, act, at=at)
    held.refresh_from_db()
    messages.success(request, _TAKEN_BACK if held.stage is State.UNDONE else _IS_TAKEN_BACK)
    return answer


@require_POST
def discard(request: Request, change_set: UUID) -> HttpResponse:
    at, held = clock.now(), fetch(request, change_set)

    def act() -> str:
        actions.discard_change_set(by=request.actor, change_set=held, at=at)
        return reverse("roster:lists")

    answer = once(request, act, at=at)
    messages.success(request, "Listen er kasseret. Der er ikke skrevet noget.")
    return answer


def _sections(request: Request, held: ChangeSet, at: datetime) -> list[pages.Section]:
    """The bucket that was asked for is open on its page; the others show their first."""
    counts = queries.counts_of(held)
    asked, page = request.GET.get("bunke", ""), _number(request.GET.get("side", "1"))
    shown = []
    for bucket in Bucket:
        number = page if asked == bucket else 1
        changes = queries.changes_in(held, bucket)[(number - 1) * pages.PER_PAGE : number * pages.PER_PAGE]
        shown.append((bucket, number, pages.lines_of(changes)))
    written = [change.child_id for _, _, lines in shown for change, _ in lines] if held.stage is State.APPLIED else []
    around = queries.around(request.actor, (one for _, _, lines in shown for _, one in lines), written=written)
    saw(Verb.ROSTER_SEEN, by=request.actor, at=at, about=held, child_ids=around.children)
    first = next((bucket for bucket in Bucket if counts.get(bucket)), None)
    answered = queries.answered_in(held)
    return [
        pages.section(
            bucket,
            counts[bucket],
            [pages.line(one, staged, around, request.actor.on, answered=answered) for one, staged in lines],
            page=number,
            open_now=bucket == (asked or first),
            stage=held.stage,
        )
        for bucket, number, lines in shown
        if counts.get(bucket)
    ]


def _next_question(held: ChangeSet) -> str:
    following = queries.changes_in(held, Bucket.NEEDS_DECISION).first()
    return reverse("roster:decide", args=[held.pk, following.pk]) if following else review_of(held)


def _keys(request: Request, name: str) -> list[UUID]:
    """What is no key was never on the page."""
    found = []
    for text in request.POST.getlist(name):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else 1


def _known(bucket: str) -> str:
    return bucket if bucket in set(Bucket) else ""
