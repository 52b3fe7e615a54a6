"""What must be so before the product may meet real people. Asked at every start outside demo and tests."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.db import connection

HTTPS = "Samspor må kun køre over HTTPS. Fjern SAMSPOR_HTTPS, eller sæt den til 1."
SECRET = "SAMSPOR_SECRET_KEY er for kort. Lav en ny på mindst 50 tegn."  # noqa: S105 -- a sentence

OWNER = (
    "Rollen i DATABASE_URL ejer tabellerne, og så kan loggen ændres. Brug en rolle, der kun er medlem af samspor_app, "
    "og sæt ejeren i DATABASE_OWNER_URL. Vejledningen til systemadministratoren viser hvordan."
)
_OWNS = """
    SELECT pg_has_role(current_user, relowner, 'MEMBER') FROM pg_class WHERE oid = to_regclass('public.audit_entry')
"""


@checks.register(checks.Tags.security)
def fit_for_people(**_: Any) -> list[checks.CheckMessage]:
    if settings.DEMO or settings.STRICT:
        return []
    wrong = {
        "samspor.E001": (not settings.SESSION_COOKIE_SECURE, HTTPS),
        "samspor.E002": (len(settings.SECRET_KEY) < 50, SECRET),
    }
    return [checks.Error(sentence, id=key) for key, (is_wrong, sentence) in wrong.items() if is_wrong]


@checks.register("samspor", deploy=True)
def keeps_its_hands_off_the_log(**_: Any) -> list[checks.CheckMessage]:
    """What the log cannot say of itself: a role that owns it could take its guards away."""
    with connection.cursor() as cursor:
        cursor.execute(_OWNS)
        owns = cursor.fetchone() or (False,)
    return [checks.Error(OWNER, id="samspor.E003")] if owns[0] and not settings.DEMO else []
