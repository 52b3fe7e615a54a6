"""The door to the guide."""

from samspor.guide.actions import adopt_guide, make_checklist, tick_step
from samspor.guide.models import Checklist, ChecklistLine, Guide, GuideVersion
from samspor.guide.queries import Kept, checklist_of, published, published_for, steps_of
from samspor.guide.reading.guides import GuideFile, shipped

__all__ = [
    "Checklist",
    "ChecklistLine",
    "Guide",
    "GuideFile",
    "GuideVersion",
    "Kept",
    "adopt_guide",
    "checklist_of",
    "make_checklist",
    "published",
    "published_for",
    "shipped",
    "steps_of",
    "tick_step",
]
