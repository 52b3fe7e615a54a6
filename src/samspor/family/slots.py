"""What the family's room lends: a panel on the child's page, and that its doors close when there is a stop."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from samspor.access.check import may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.family.actions.inviting import close_ways_in
from samspor.people.api import Child, way_out
from samspor.ui import slots


def register() -> None:
    slots.fill("child.panels", panel, order=6)
    way_out.when_stopped(close_ways_in)


def panel(request: Request, child: Child) -> SafeString | None:
    if not may(request.actor, Permission.FAMILY_READ, child):
        return None
    drawn = render_to_string("family/_panel.html", {"child": child}, using="jinja2")
    return SafeString(drawn)  # a template of ours, which has escaped what people wrote
