"""Messages are removed a year after they were written."""

from datetime import timedelta

import pytest

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.messages import jobs
from samspor.messages.api import Message, Template, tell
from tests.cast import NOW, Cast

YEAR = timedelta(days=365)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("later", "left"), [(-SECOND, 2), (timedelta(), 2), (SECOND, 0)])
def test_the_night_removes_what_is_more_than_a_year_old(cast: Cast, later: timedelta, left: int) -> None:
    for name in ("lars", "mads"):
        to = cast.members[name].account_id
        tell(by=cast.actor("pia"), to=to, template=Template.EMERGENCY_OPENED, about=cast.asta, at=NOW)
    jobs.tidy(int((NOW + YEAR + later).timestamp()))
    assert Message.objects.count() == left
    removed = [(one.about_id, one.child_ids, one.after) for one in Entry.objects.filter(verb=Verb.MESSAGES_REMOVED)]
    assert removed == ([] if left else [("", [], {"messages": 2})])
