"""The municipality as a tree of units, and the groups in them."""

from datetime import date

from django.db import models
from django.db.models import Q

from samspor.access.privacy import Privacy
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.people import texts
from samspor.people.models.ground import Keyed


class Unit(Keyed):
    """A place in the municipality's tree: the municipality, its districts, its institutions and offices."""

    name = models.CharField(max_length=200)
    kind = WordField(choices=texts.UNIT_KIND)
    area = WordField(choices=texts.AREA)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    stil_number = models.CharField(max_length=12, blank=True)
    organisation_uuid = models.UUIDField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    UNIT = "pk"
    PRIVACY = Privacy(
        purpose="the municipality's organisation", basis="none needed", retention="always", erasure="none",
        none=("id", "name", "kind", "area", "parent", "stil_number", "organisation_uuid", "phone", "opened_on",
              "closed_on"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stil_number"], condition=~Q(stil_number=""), name="unit_stil_once"),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="municipality"), name="unit_one_municipality"),
        ]
        triggers = [must_be_remembered()]

    @staticmethod
    def open_on(on: date, of: str = "") -> Q:
        """Not closed yet: one that closes later is open. `of` is the path to it."""
        return Q(**{f"{of}closed_on": None}) | Q(**{f"{of}closed_on__gt": on})

    def __str__(self) -> str:
        return self.name


class ChildGroup(Keyed):
    """A room, a team or a class: the children somebody sees every day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=120)
    setting = WordField(choices=texts.SETTING)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    UNIT = "unit"
    PRIVACY = Privacy(
        purpose="the municipality's organisation", basis="none needed", retention="always", erasure="none",
        none=("id", "unit", "name", "setting", "opened_on", "closed_on"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], condition=Q(closed_on=None), name="group_name_once"),
        ]
        triggers = [must_be_remembered()]

    @property
    def href(self) -> str:
        return f"/grupper/{self.pk}/"

    def __str__(self) -> str:
        return self.name
