"""Reads of sharing. What is in force is worked out each time it is asked for."""

from samspor.sharing.queries.around import families, family, hidden_from, kept, me, own_sector, own_unit
from samspor.sharing.queries.hearing import also_told, told_of_withdrawal
from samspor.sharing.queries.keeping import efforts_past, exchanges_past, notices_past
from samspor.sharing.queries.lanes import Way, consents_of, in_force, lane_for, lanes_now
from samspor.sharing.queries.lists import (
    asked_by,
    efforts_of,
    efforts_visible_to,
    exchanges_among,
    exchanges_of,
    exchanges_visible_to,
    notices_of,
    withdrawn_ways,
)
from samspor.sharing.queries.now import AnyConsent, Now, now, nows
from samspor.sharing.queries.seeing import Reader, reader

__all__ = [
    "AnyConsent",
    "Now",
    "Reader",
    "Way",
    "also_told",
    "asked_by",
    "consents_of",
    "efforts_of",
    "efforts_past",
    "efforts_visible_to",
    "exchanges_among",
    "exchanges_of",
    "exchanges_past",
    "exchanges_visible_to",
    "families",
    "family",
    "hidden_from",
    "in_force",
    "kept",
    "lane_for",
    "lanes_now",
    "me",
    "notices_of",
    "notices_past",
    "now",
    "nows",
    "own_sector",
    "own_unit",
    "reader",
    "told_of_withdrawal",
    "withdrawn_ways",
]
