"""The tables of pathways."""

from samspor.pathways.models.action import Action
from samspor.pathways.models.baton import BatonOffer, Hold, Substitute
from samspor.pathways.models.earlier import EarlierOutcome
from samspor.pathways.models.extent import Extent
from samspor.pathways.models.goal import Goal, GoalNumber
from samspor.pathways.models.participant import Participant
from samspor.pathways.models.pathway import Pathway
from samspor.pathways.models.promise import Promise
from samspor.pathways.models.record import LogEntry, NextThing, PathwayDraft
from samspor.pathways.models.sibling import SiblingLink
from samspor.pathways.models.taken_out import TakenOut

__all__ = [
    "Action",
    "BatonOffer",
    "EarlierOutcome",
    "Extent",
    "Goal",
    "GoalNumber",
    "Hold",
    "LogEntry",
    "NextThing",
    "Participant",
    "Pathway",
    "PathwayDraft",
    "Promise",
    "SiblingLink",
    "Substitute",
    "TakenOut",
]
