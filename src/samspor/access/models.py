"""Accounts, and the forms already received."""

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from samspor.access.privacy import Privacy


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who can sign in. What they may do follows from their employments, never from the account."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    objects = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    is_staff = is_superuser = False  # Django's own administration is not part of the product
    PRIVACY = Privacy(
        purpose="sign-in of staff", basis="GDPR art. 6(1)(e)", retention="employment ended + 1 year",
        erasure="anonymise", ordinary=("email", "name"), none=("id", "password", "last_login", "is_active"),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="account_email_once")]

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """A form that has been received: a second submit of the same form gets the first one's answer.

    `digest` tells the same words sent twice from other words under the same key, without keeping either. `visit`: the
    visit it was sent in, by who has no account.
    """

    key = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE)
    visit = models.UUIDField(null=True)
    at = models.DateTimeField()
    location = models.CharField(max_length=500)
    digest = models.BinaryField(default=b"")
    PRIVACY = Privacy(
        purpose="one effect for each form", basis="GDPR art. 32", retention="7 days", erasure="delete",
        none=("key", "account", "visit", "at", "location", "digest"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=False, visit=None) | Q(account=None, visit__isnull=False),
                name="submission_by_one",
            )
        ]

    def __str__(self) -> str:
        return str(self.key)
