"""What has had its time."""

from datetime import date, timedelta

from samspor.family.models import FamilyWord, Invitation

CODES = timedelta(days=365)
WORDS = timedelta(days=5 * 366)  # the database lets go of no word before five years


def invitations_past(today: date) -> list[Invitation]:
    return list(Invitation.objects.filter(made_at__date__lt=today - CODES).order_by("pk"))


def words_past(today: date) -> list[FamilyWord]:
    return list(FamilyWord.objects.filter(written_at__date__lt=today - WORDS).order_by("pk"))
