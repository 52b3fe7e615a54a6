"""The digits a page covers may not be found by trying: so many misses are as many as one may have in ten minutes."""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest

from samspor.base.refused import Refused

TOO_OFTEN = "Du har prøvet mange numre, som vi ikke kunne finde. Vent ti minutter, eller søg på navnet."
_MISSES = "number_missed"  # how many: ACCOUNT_RATE_LIMITS


def may_try(request: HttpRequest) -> bool:
    return bool(ratelimit.consume(request, action=_MISSES, user=request.user, dry_run=True))


def missed(request: HttpRequest) -> None:
    """The number is nobody's whom the one who asks may see."""
    ratelimit.consume(request, action=_MISSES, user=request.user)


def check_tries(request: HttpRequest, *numbers: Any) -> None:
    if any(numbers) and not may_try(request):
        raise Refused(TOO_OFTEN, "cpr")
