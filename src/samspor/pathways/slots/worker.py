"""Leaders and those who run the system are told when the work in the background has come to a stand."""

from samspor.access.check import holds
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.pathways import texts
from samspor.pathways.queries.worker import signs
from samspor.pathways.rules.worker import silence
from samspor.ui.tasks import AT_ONCE, Task

_MANUAL = "/hjaelp/systemadministrator/"


def tasks(request: Request) -> list[Task]:
    if not holds(request.actor, Permission.WORKER_WATCH):
        return []
    found = silence(signs(), clock.now())
    if found is None:
        return []
    return [Task(title="Få gang i arbejdet i baggrunden", why=texts.SILENCE[found], tone=AT_ONCE, href=_MANUAL)]
