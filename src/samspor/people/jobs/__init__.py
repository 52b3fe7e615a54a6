"""By night: forgotten drafts, children's pages and the names of former staff that have had their time are removed."""

from datetime import datetime

import structlog
from django.conf import settings

from samspor.audit.nightly import nightly
from samspor.people.jobs.children import remove_children
from samspor.people.jobs.drafts import remove_forgotten
from samspor.people.jobs.staff import close_accounts, forget_staff

__all__ = ["close_accounts", "forget_staff", "remove_children", "remove_forgotten", "tidy"]
log = structlog.stdlib.get_logger("samspor.people")


@nightly("30 4 * * *", "people.tidy")
def tidy(at: datetime) -> None:
    """Last of the night: what the rooms above have just removed no longer holds a child's page."""
    log.info("drafts_removed", drafts=remove_forgotten(at))
    log.info("accounts_closed", accounts=close_accounts(at))
    log.info("staff_anonymised", staff=forget_staff(at))
    log.info("children_removed", children=remove_children(at, years=settings.PROFILE.people_years))
