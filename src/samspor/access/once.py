"""One effect for each form: back button, double click and a lost net may send it twice."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from samspor.access.models import Submission
from samspor.base.refused import Refused

FIELD = "form_key"  # the hidden field of every samspor.ui form


class Form(Protocol):
    """A form that can be told what a rule refused."""

    def is_valid(self) -> bool: ...

    def refuse(self, refused: Refused) -> None: ...


def sent(
    request: HttpRequest, form: Form, act: Callable[[], str], *, at: datetime, said: str = ""
) -> HttpResponse | None:
    """The answer when the form was sent, was right and nobody refused; else None, and the form says why."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        answer = once(request, act, at=at)
    except Refused as refused:
        form.refuse(refused)
        return None
    if said:
        messages.success(request, said)
    return answer


@transaction.atomic  # a refusal must not leave the form's key behind: it is sent again when mended
def once(request: HttpRequest, act: Callable[[], str], *, at: datetime) -> HttpResponse:
    """Runs `act`, which answers with where to go next, unless this form has been received: then the first's answer."""
    key = _key(request)
    account_id: UUID = request.user.pk  # type: ignore[assignment]  # only who is signed in sends a form
    try:
        with transaction.atomic():
            received = Submission.objects.create(key=key, account_id=account_id, at=at, location="")
    except IntegrityError:
        # The insert waits for a first submit still under way, so its answer is there by now.
        first = Submission.objects.filter(key=key, account_id=account_id).first()
        if first is None:
            raise Refused(_UNKNOWN) from None
        return HttpResponseRedirect(first.location, status=303)
    received.location = act()
    received.save(update_fields=["location"])
    return HttpResponseRedirect(received.location, status=303)


def came(key: str, account_id: UUID) -> bool:
    """Whether the form with this key has been received already."""
    try:
        return Submission.objects.filter(key=UUID(key), account_id=account_id).exists()
    except ValueError:
        return False


_UNKNOWN = "Siden er for gammel til at blive sendt. Kopiér det, du har skrevet, hent siden igen, og send den så."


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        raise Refused(_UNKNOWN) from None
