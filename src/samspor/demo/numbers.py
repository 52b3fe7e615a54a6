"""CPR numbers, telephone numbers and addresses that cannot be anybody's."""

from collections import Counter
from datetime import date
from functools import cache

_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2)
_NO_CHECK_DIGIT = 1  # the remainder that would ask for a check digit of 10


@cache
def _serials(remainder: int, first: int, last: int) -> tuple[int, ...]:
    """Digits seven to nine, the seventh between `first` and `last`, that add this remainder to the check sum."""
    numbers = range(first * 100, last * 100 + 100)
    return tuple(n for n in numbers if (4 * (n // 100) + 3 * (n // 10 % 10) + 2 * (n % 10)) % 11 == remainder)


class Numbers:
    """Hands out numbers, each once. Holds a counter a birth date, so it stays small however many it hands out.

    The first nine digits are chosen so that no tenth digit makes the modulus-11 check come out. Numbers without the
    check have been given since 2007 only for dates whose ordinary numbers ran out, all of them 1 January of years when
    many came to the country; nobody here is born on a 1 January. The form is whole: date, century and sex are right,
    so everything that reads a CPR number takes it. (A day with 60 added would not do: such replacement numbers are
    given to real people, and libraries refuse them.)
    """

    def __init__(self) -> None:
        self._given: Counter[tuple[date, bool]] = Counter()
        self._replacements = 0

    def cpr(self, birth: date, *, boy: bool) -> str:
        if (birth.month, birth.day) == (1, 1):
            raise ValueError("Nobody in the demo is born on a 1 January")
        place = self._given[birth, boy]
        self._given[birth, boy] += 1
        head = f"{birth:%d%m%y}"
        summed = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, head, strict=False)) % 11
        first, last = (4, 9) if birth.year >= 2000 else (0, 3)
        serials = _serials((_NO_CHECK_DIGIT - summed) % 11, first, last)
        # Sex is the last digit: odd for boys. Five last digits for every serial before a serial is used up.
        number, last_digit = serials[place // 5], place % 5 * 2 + boy
        return f"{head}{number:03d}{last_digit}"

    def replacement(self, birth: date) -> str:
        """For a child without a CPR number: a letter where the serial would be, as systems write it."""
        self._replacements += 1
        return f"{birth:%d%m%y}-D{self._replacements:03d}"


def phone(draw: int) -> str:
    """Danish subscriber numbers begin with 2 to 9."""
    return f"00 {draw % 100:02d} {draw // 100 % 100:02d} {draw // 10_000 % 100:02d}"
