"""A whole municipality at once, for looking at."""

from collections import Counter, defaultdict
from datetime import date

from samspor.demo import rows
from samspor.demo.municipality import municipality
from samspor.demo.plan import SIZES

TODAY = date(2026, 11, 20)


def everything(size="small", *, seed=1, today=TODAY):
    """All rows of a municipality, by kind."""
    made = defaultdict(list)
    for batch in municipality(SIZES[size], seed=seed, today=today):
        for kind, some in batch.items():
            made[kind].extend(some)
    return made


def by_id(made, kind):
    return {one.id: one for one in made[kind]}


def held_on(period, day):
    return period.from_on <= day and (period.to_on is None or day < period.to_on)


def in_groups(made, day):
    """How many children each group has that day."""
    return Counter(one.group_id for one in made[rows.Enrolment] if held_on(one, day))
