"""The reach of units over a child, as one prepared piece of SQL: Django would build it anew for each statement."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

from samspor.access.late import as_array

# Enrolled today; or to begin, and nowhere before: theirs to prepare for, since nobody else has the child.
# Before 'infinity' says that few are to begin (access.few).
_ENROLLED = """(
    EXISTS (SELECT 1 FROM people_enrolment e JOIN people_childgroup g ON g.id = e.group_id
      WHERE e.child_id = {child} AND g.unit_id = ANY(%s::uuid[]) AND e.period @> %s::date)
    OR EXISTS (SELECT 1 FROM people_enrolment e JOIN people_childgroup g ON g.id = e.group_id
      WHERE e.child_id = {child} AND g.unit_id = ANY(%s::uuid[]) AND lower(e.period) > %s::date
      AND lower(e.period) < 'infinity' AND NOT EXISTS (SELECT 1 FROM people_enrolment b WHERE b.child_id = e.child_id
        AND lower(b.period) < lower(e.period) AND (upper(b.period) IS NULL OR upper(b.period) > %s::date))))"""


class IsEnrolled(Func):
    """Whether the child at that path is in one of the units' groups on the day."""

    output_field = BooleanField()

    def __init__(self, child: str, units: frozenset[UUID], on: date) -> None:
        super().__init__(F(child))
        self.units, self.on = as_array(units), on

    def as_sql(  # type: ignore[override]  # our template is no Func's, so nobody passes one
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,  # noqa: ARG002 -- Django's name
        **_: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        child, params = compiler.compile(self.get_source_expressions()[0])
        once = (*params, self.units, self.on)
        return _ENROLLED.format(child=child), (*once, *once, self.on)
