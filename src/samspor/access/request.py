"""A request as our views see it: with the person who is asking."""

from django.http import HttpRequest

from samspor.access.actor import Actor


class Request(HttpRequest):
    """Only a type: the middleware puts the actor there, and pages that need nobody do not read it."""

    actor: Actor
