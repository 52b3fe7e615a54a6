"""Comments and justifications, put together from hand-written parts."""

from datetime import date
from random import Random

from samspor.demo.parameters import table

_YOUNGEST = ((33, "nursery"), (75, "kindergarten"), (120, "early"), (156, "middle"))
_HE = {"han": "han", "ham": "ham", "hans": "hans"}
_SHE = {"han": "hun", "ham": "hende", "hans": "hendes"}


class Writer:
    """Writes about one child, who is called by the first given name."""

    def __init__(self, rng: Random, *, name: str, boy: bool, birth: date) -> None:
        self._rng, self._birth = rng, birth
        self._words = (_HE if boy else _SHE) | {"navn": name}

    def own(self, position: str, on: date) -> str:
        """What one professional writes for themselves."""
        if position == "green":
            return self._say(on, "strength")
        return self._say(on, "strength", _SEEN[position], *(["ours"] if self._rng.random() < 0.5 else []))

    def justification(self, position: str, on: date) -> str:
        """What they write together, for yellow and red."""
        seen, ours = self._say(on, "strength", _SEEN[position]), self._say(on, "ours")
        return f"{seen} {self.shared('agreed')} {ours} {self.shared('follow')}"

    def shared(self, kind: str) -> str:
        return self._rng.choice(_parts("shared", kind)).format(**self._words)

    def _say(self, on: date, *kinds: str) -> str:
        stage = _stage(self._birth, on)
        return " ".join(self._rng.choice(_parts(stage, kind)) for kind in kinds).format(**self._words)


_SEEN = {"yellow": "notice", "red": "worry"}


def _stage(birth: date, on: date) -> str:
    months = (on.year - birth.year) * 12 + on.month - birth.month
    return next((stage for below, stage in _YOUNGEST if months < below), "older")


def _parts(stage: str, kind: str) -> list[str]:
    parts: list[str] = table("sentences")[stage][kind]
    return parts
