"""Every verb of the guide."""

from samspor.guide.actions.checklists import make_checklist, tick_step
from samspor.guide.actions.guides import adopt_guide, discard_draft, draft_guide, publish_guide
from samspor.guide.actions.rehearsals import choose_step, open_rehearsal
from samspor.guide.actions.steps import remove_step, write_step

__all__ = [
    "adopt_guide",
    "choose_step",
    "discard_draft",
    "draft_guide",
    "make_checklist",
    "open_rehearsal",
    "publish_guide",
    "remove_step",
    "tick_step",
    "write_step",
]
