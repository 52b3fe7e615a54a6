"""One effect for each form: back button, double click and a lost net may send it twice.

Other words under a key that is spent come from a page one went back to. They are neither the first's nor lost: the
form is shown again with them, and with a key of its own.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from samspor.access.models import Submission
from samspor.access.secret import ring
from samspor.base.refused import Refused

FIELD = "form_key"  # the hidden field of every samspor.ui form
_OURS = {FIELD, "csrfmiddlewaretoken"}


class Form(Protocol):
    """A form that can be told what a rule refused."""

    def is_valid(self) -> bool: ...

    def refuse(self, refused: Refused) -> None: ...

    def renew_key(self) -> None: ...


class SentBefore(Refused):
    """The key is spent, on other words than these."""

    def __init__(self) -> None:
        super().__init__(
            "Du har sendt denne side én gang før, og det, du sendte da, er gemt. Nu står der noget andet her. "
            "Skal det også gemmes, så tryk igen."
        )


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
        if isinstance(refused, SentBefore):
            form.renew_key()
        return None
    if said:
        messages.success(request, said)
    return answer


@transaction.atomic  # a refusal must not leave the form's key behind: it is sent again when mended
def once(request: HttpRequest, act: Callable[[], str], *, at: datetime) -> HttpResponse:
    """Runs `act`, which answers with where to go next, unless this form has been received: then the first's answer."""
    key, digest = _key(request), _digest(request)
    account_id: UUID = request.user.pk  # type: ignore[assignment]  # only who is signed in sends a form
    try:
        with transaction.atomic():
            received = Submission.objects.create(key=key, account_id=account_id, at=at, location="", digest=digest)
    except IntegrityError:
        # The insert waits for a first submit still under way, so its answer is there by now.
        first = Submission.objects.filter(key=key, account_id=account_id).first()
        if first is None:
            raise Refused(_UNKNOWN) from None
        if bytes(first.digest) != digest:
            raise SentBefore from None
        return HttpResponseRedirect(first.location, status=303)
    received.location = act()
    received.save(update_fields=["location"])
    return HttpResponseRedirect(received.location, status=303)


def has_come(request: HttpRequest) -> bool:
    """Whether this form has been received already, with these words."""
    try:
        key = _key(request)
    except Refused:
        return False
    account_id: UUID = request.user.pk  # type: ignore[assignment]  # only who is signed in sends a form
    return Submission.objects.filter(key=key, account_id=account_id, digest=_digest(request)).exists()


_UNKNOWN = "Siden er for gammel til at blive sendt. Kopiér det, du har skrevet, hent siden igen, og send den så."


def _digest(request: HttpRequest) -> bytes:
    """Of what was sent; of a file its name and size."""
    typed = [(name, request.POST.getlist(name)) for name in sorted(request.POST) if name not in _OURS]
    files = [(name, one.name, one.size) for name, sent in request.FILES.lists() for one in sent]
    return ring().digest(json.dumps([typed, files]))


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        raise Refused(_UNKNOWN) from None
