"""Who has not worked here for a year has no account; after five years nobody is called by name any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import CASCADE

from samspor.access.models import Account
from samspor.audit.nightly import one_by_one
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.people import queries, texts
from samspor.people.models import StaffMember

ACCOUNT_YEARS, NAME_YEARS = 1, 5


def close_accounts(at: datetime) -> int:
    past = queries.staff_past(local_date(at), ACCOUNT_YEARS).filter(account__is_active=True)
    return one_by_one(past.values_list("account", flat=True), lambda key: _close(key, at))


def forget_staff(at: datetime) -> int:
    past = queries.staff_past(local_date(at), NAME_YEARS)
    return one_by_one(past.exclude(name=texts.FORMER_NAME), lambda one: _forget(one, at))


@transaction.atomic
def _close(key: UUID, at: datetime) -> bool:
    """The key stays, for the log tells of it; and in the log the name stands as long as the log is kept."""
    account = Account.objects.select_for_update().get(pk=key)
    account.name, account.email, account.is_active = texts.FORMER_NAME, f"slettet-{key}@invalid", False
    account.last_login = None
    account.set_unusable_password()
    account.save()
    for link in queries.links(Account):
        if link.on_delete is CASCADE:  # addresses, second steps, drafts: what would go with the account
            link.related_model._default_manager.filter(**{link.field.name: account}).delete()  # noqa: SLF001 -- Django's name
    record(Verb.ACCOUNT_ANONYMISED, by=worker(at), about=account, at=at)
    return True


@transaction.atomic
def _forget(staff: StaffMember, at: datetime) -> bool:
    staff.name, staff.title, staff.phone = texts.FORMER_NAME, texts.FORMER_TITLE, ""
    staff.save(update_fields=["name", "title", "phone"])
    record(Verb.STAFF_ANONYMISED, by=worker(at), about=staff, at=at)
    return True
