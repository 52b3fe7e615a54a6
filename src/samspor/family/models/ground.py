"""What the tables of the family's room share: a key, how they are reached, and what they are for."""

from datetime import date
from functools import partial
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from samspor.access.actor import Scope
from samspor.access.privacy import Privacy
from samspor.people.api import Child

family_privacy = partial(
    Privacy,
    basis="barnets lov §§ 5 and 14, forældreansvarsloven § 23, GDPR art. 6(1)(e) and 15, databeskyttelsesloven § 7(4)",
)
STAFF = "people.StaffMember"
CHILD = "people.Child"
GUARDIAN = "people.Guardian"


class Keyed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        """By who reaches the child, on the page it stands on or the one that was kept."""
        mine = Child.objects.filter(Child.reached(scope, on))
        return Q(child__in=mine) | Q(child__merged_into__in=mine)


def never_rewritten() -> pgtrigger.Trigger:
    """What a family has said is changed by nobody, and leaves only when it has had its five years."""
    return pgtrigger.Trigger(
        name="never_rewritten",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func="""
            IF TG_OP = 'DELETE' AND OLD.written_at < now() - interval '5 years' THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'samspor: what a family has said is never changed';
        """,
    )


def words_never_rewritten() -> pgtrigger.Trigger:
    """As above, but that a child decides anew who may see what it has said."""
    return pgtrigger.Trigger(
        name="words_never_rewritten",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func="""
            IF TG_OP = 'DELETE' AND OLD.written_at < now() - interval '5 years' THEN
                RETURN OLD;
            END IF;
            IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{allowed,parents,chosen_at}'::text[]
                = to_jsonb(OLD) - '{allowed,parents,chosen_at}'::text[] THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'samspor: what a family has said is never changed';
        """,
    )


def never_emptied() -> pgtrigger.Trigger:
    """Emptying a table whole looks at no row of it."""
    return pgtrigger.Trigger(
        name="never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'samspor: what a family has said is never emptied';",
    )
