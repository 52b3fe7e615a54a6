"""One effect for each form: back button, double click and a lost net may send it twice.

Other words under a key that is spent come from a page one went back to. They are neither the first's nor lost: the
form is shown again with them, and with a key of its own.
"""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Protocol
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from samspor.access.models import Submission
from samspor.access.secret import ring
from samspor.base.refused import Refused

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

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
    sender = _sender(request)
    try:
        with transaction.atomic():
            received = Submission.objects.create(key=key, **sender, at=at, location="", digest=digest)
    except IntegrityError:
        # The insert waits for a first submit still under way, so its answer is there by now.
        first = Submission.objects.filter(key=key, **sender).first()
        if first is None:
            raise Refused(_UNKNOWN) from None
        if bytes(first.digest) != digest:
            raise SentBefore from None
        return HttpResponseRedirect(first.location, status=303)
    received.location = act()
    received.save(update_fields=["location"])
    return HttpResponseRedirect(received.location, status=303)


def _sender(request: HttpRequest) -> dict[str, UUID | None]:
    """Who is signed in; on a page for who has no account, the visit that the page has found."""
    visit: UUID | None = getattr(request, "visit", None)
    return {"visit": visit} if visit else {"account_id": request.user.pk}


class Sent(NamedTuple):
    """A form as it was sent: its key, and a digest of the words."""

    key: str
    digest: bytes


UNSENT = Sent("", b"")


def sent_as(request: HttpRequest) -> Sent:
    return Sent(request.POST.get(FIELD, ""), _digest(request))


def came(form: Sent, account_id: UUID) -> bool:
    """Whether the form has been received already, with these words."""
    try:
        return Submission.objects.filter(key=UUID(form.key), account_id=account_id, digest=form.digest).exists()
    except ValueError:
        return False


_UNKNOWN = "Siden er for gammel til at blive sendt. Kopiér det, du har skrevet, hent siden igen, og send den så."


def _digest(request: HttpRequest) -> bytes:
    """Of what was sent; of a file its name and what is in it."""
    typed = [(name, request.POST.getlist(name)) for name in sorted(request.POST) if name not in _OURS]
    files = [(name, one.name, _content(one)) for name, sent in request.FILES.lists() for one in sent]
    return ring().digest(json.dumps([typed, files]))


def _content(file: "UploadedFile[bytes]") -> str:
    read = sha256()
    for part in file.chunks():
        read.update(part)
    file.seek(0)
    return read.hexdigest()


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        raise Refused(_UNKNOWN) from None
