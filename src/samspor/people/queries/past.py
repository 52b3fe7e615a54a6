"""What has had its time, and what still points at it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Model, Q, QuerySet
from django.db.models.functions import Coalesce

from samspor.people import rules
from samspor.people.models import Child, StaffMember
from samspor.people.rules import OF_AGE, YEAR


def children_past(today: date, years: int) -> list[UUID]:
    """Pages that stand by themselves. One that is expected and never came counts from its due date."""
    born = Child.objects.filter(merged_into=None).annotate(born_on=Coalesce("birth_date", "due_date"))
    early = Q(born_on__lt=today - (OF_AGE + years) * YEAR) | Q(left_on__lt=today - years * YEAR)
    held = born.filter(early).order_by("pk").values_list("pk", "born_on", "left_on")
    return [key for key, on, left in held if rules.has_had_its_time(on, left, years=years, today=today)]


def staff_past(today: date, years: int) -> QuerySet[StaffMember]:
    """Whose last day at work is so long ago. An employment that goes on has no end."""
    over = StaffMember.objects.filter(employments__isnull=False).exclude(employments__period__endswith=None)
    ended = over.annotate(ended_on=Max("employments__period__endswith")).filter(ended_on__lte=today - years * YEAR)
    keys = [one.pk for one in ended if rules.is_over(rules.last_day(vars(one)["ended_on"]), years=years, today=today)]
    return StaffMember.objects.filter(pk__in=keys).order_by("pk")


def is_held(model: type[Model], keys: Sequence[UUID]) -> bool:
    """Whether a room above still keeps something about one of them.

    A foreign key is how it says so: no room can forget to be asked, and the database would refuse as well.
    """
    above = (link for link in links(model) if link.related_model._meta.app_label != "people")  # noqa: SLF001 -- Django's name
    return any(
        link.related_model._default_manager.filter(**{f"{link.field.name}__in": keys}).exists()  # noqa: SLF001 -- likewise
        for link in above
    )


def links(model: type[Model]) -> Iterator[Any]:
    """Every foreign key that points at the model, also from a room that gave it no name to be found by."""
    fields = model._meta.get_fields(include_hidden=True)  # noqa: SLF001 -- Django's name
    return (one for one in fields if one.auto_created and not one.concrete and (one.one_to_many or one.one_to_one))
