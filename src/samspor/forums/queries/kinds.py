"""The kinds of meeting that can be planned."""

from datetime import date

from django.db.models import Q, QuerySet

from samspor.forums.models import ForumType


def types_in_use(on: date) -> QuerySet[ForumType]:
    return ForumType.objects.filter(Q(to_on=None) | Q(to_on__gt=on), from_on__lte=on).order_by("title", "pk")
