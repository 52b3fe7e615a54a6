"""Lets a parent of a long pathway in by a code, in the browser we measure with."""

from django.urls import reverse

from bench.crew import Member
from bench.pathways import long_pathways
from samspor.access.actor import Actor
from samspor.base import clock
from samspor.family.api import code_of, make_invitation, mark_of, seen_by
from samspor.family.rules.words import Sight
from samspor.people.api import Child, Guardian
from samspor.sharing.api import family


def let_in(member: Member) -> str:
    """The address of the family's page, in which `member.browser` now stands as a parent; nothing when there is none.

    A visit lasts an hour, and a code opens one of them: it is made anew for each measurement.
    """
    for pathway in long_pathways(member.actor):
        for tie in family(pathway.child, member.actor.on).holders:
            if code := _code(member.actor, pathway.child, tie.guardian):
                member.browser.post(reverse("family:door"), {"code": code}, headers={"Host": "127.0.0.1"})
                return reverse("family:page")
    return ""


def _code(by: Actor, child: Child, guardian: Guardian) -> str:
    at = clock.now()
    seen = seen_by(child, guardian, at=at)
    if seen.sight is Sight.CLOSED:
        return ""
    return code_of(make_invitation(by=by, child=child, guardian=guardian, seen=mark_of(seen), at=at))
