"""What must be so before the product may meet real people. Asked at every start outside demo and tests."""

from typing import Any

from django.conf import settings
from django.core import checks

HTTPS = "Samspor må kun køre over HTTPS. Fjern SAMSPOR_HTTPS, eller sæt den til 1."
SECRET = "SAMSPOR_SECRET_KEY er for kort. Lav en ny på mindst 50 tegn."  # noqa: S105 -- a sentence


@checks.register(checks.Tags.security)
def fit_for_people(**_: Any) -> list[checks.CheckMessage]:
    if settings.DEMO or settings.STRICT:
        return []
    wrong = {
        "samspor.E001": (not settings.SESSION_COOKIE_SECURE, HTTPS),
        "samspor.E002": (len(settings.SECRET_KEY) < 50, SECRET),
    }
    return [checks.Error(sentence, id=key) for key, (is_wrong, sentence) in wrong.items() if is_wrong]
