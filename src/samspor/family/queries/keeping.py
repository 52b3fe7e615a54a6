"""What has had its time."""

from datetime import date, timedelta

from samspor.family.models import ChildPiece, FamilyWord, Invitation

CODES = timedelta(days=365)
WORDS = timedelta(days=5 * 366)  # the database lets go of no word before five years


def invitations_past(today: date) -> list[Invitation]:
    return list(Invitation.objects.filter(made_at__date__lt=today - CODES).order_by("pk"))


def words_past(today: date) -> list[FamilyWord]:
    return list(FamilyWord.objects.filter(written_at__date__lt=today - WORDS).order_by("pk"))


def pieces_past(today: date) -> list[ChildPiece]:
    """With their answers: a piece stays as long as the youngest of them."""
    held = ChildPiece.objects.filter(written_at__date__lt=today - WORDS)
    return list(held.exclude(answers__written_at__date__gte=today - WORDS).order_by("pk"))
