"""What has had its time: so many years after it ended, or after it was told."""

from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce, Greatest

from samspor.sharing.models import EffortConsent, ExchangeConsent, Notice
from samspor.sharing.rules.consent import years_after

C = TypeVar("C", EffortConsent, ExchangeConsent)


def exchanges_past(today: date, years: int) -> list[ExchangeConsent]:
    return _past(ExchangeConsent.objects.all(), today, years)


def efforts_past(today: date, years: int) -> list[EffortConsent]:
    return _past(EffortConsent.objects.all(), today, years)


def notices_past(today: date, years: int) -> list[Notice]:
    held = Notice.objects.filter(given_on__lt=today - timedelta(days=365 * years)).order_by("pk")
    return [one for one in held if years_after(one.given_on, years) <= today]


def _past(held: QuerySet[C], today: date, years: int) -> list[C]:
    """It ended with the last day anybody's yes could be used, and at least the day that was asked for."""
    last = Greatest("expires_on", Coalesce(Max("answers__expires_on"), "expires_on"))
    ended = held.annotate(ended_on=last).filter(ended_on__lt=today - timedelta(days=365 * years)).order_by("pk")
    return [one for one in ended if years_after(vars(one)["ended_on"], years) <= today]
