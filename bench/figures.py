"""The arithmetic of a measurement: percentiles, what a screen cost, and whether that was within what was wanted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed (nearest rank)."""
    if not ordered:
        return 0.0
    return ordered[max(ceil(share * len(ordered)), 1) - 1]


@dataclass(frozen=True, slots=True)
class Sample:
    """One answer, as a user saw it."""

    role: str
    ms: float
    ok: bool
    size: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Many answers. The times are those of answers that were right; a wrong one is an error, however fast."""

    requests: int
    errors: int
    per_second: float
    p50: float
    p95: float
    p99: float
    bytes: int


def summary(samples: Iterable[Sample], *, seconds: float) -> Summary:
    held = list(samples)
    good = [one for one in held if one.ok]
    times = sorted(one.ms for one in good)
    return Summary(
        requests=len(held),
        errors=len(held) - len(good),
        per_second=round(len(good) / seconds, 1) if seconds else 0.0,
        p50=round(percentile(times, 0.50), 1),
        p95=round(percentile(times, 0.95), 1),
        p99=round(percentile(times, 0.99), 1),
        bytes=round(sum(one.size for one in good) / len(good)) if good else 0,
    )


def by_role(samples: Iterable[Sample], *, seconds: float) -> dict[str, Summary]:
    held = list(samples)
    roles = sorted({one.role for one in held})
    return {role: summary((one for one in held if one.role == role), seconds=seconds) for role in roles}


def ratio(value: float, floor: float) -> float | None:
    return round(value / floor, 1) if floor else None


def is_met(found: Summary, wanted: float | None) -> bool | None:
    """None when nothing was wanted. With a single error, or no answer at all, it is not met."""
    if wanted is None:
        return None
    return found.requests > 0 and found.errors == 0 and found.p95 <= wanted
