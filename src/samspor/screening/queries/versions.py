"""The versions of instruments."""

from datetime import date

from django.db.models import Count, QuerySet

from samspor.screening.models import InstrumentVersion


def instrument_versions() -> QuerySet[InstrumentVersion]:
    """All of them, with how many `signs` each has, and in how many `used` rounds it is."""
    counted = InstrumentVersion.objects.annotate(
        signs=Count("indicators", distinct=True), used=Count("rounds", distinct=True)
    )
    return counted.order_by("title", "-valid_from", "pk")


def versions_of(key: str) -> list[tuple[str, date]]:
    return list(InstrumentVersion.objects.filter(key=key).values_list("version", "valid_from"))
