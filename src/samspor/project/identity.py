"""The door for other ways of signing in: national sign-in becomes one more `Identity`, and nothing else changes.

An identity only says which account somebody is. What the account may do follows from its employments.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from samspor.access.models import Account


class Identity(Protocol):
    """`claims` is what was said about the person: by a form, or by a ticket somebody else signed."""

    def account(self, claims: Mapping[str, Any]) -> Account | None: ...


class Local:
    """By the mail address of an account the municipality made."""

    def account(self, claims: Mapping[str, Any]) -> Account | None:
        return Account.objects.filter(email__iexact=claims.get("email", ""), is_active=True).first()


LOCAL: Identity = Local()
