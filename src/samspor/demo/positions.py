"""How the invented positions move from round to round. This makes up a past; it says nothing of anybody's future."""

from samspor.demo.ids import Stream
from samspor.demo.parameters import of, pick

GREEN, YELLOW, RED = "green", "yellow", "red"
_ALL = (GREEN, YELLOW, RED)
_SHARES = tuple(float(of("screening", position)) for position in _ALL)
_EASES = float(of("screening", "yellow_to_green")), float(of("screening", "red_to_yellow"))
# As many go each way between neighbours, so the shares stay what they are.
_WORSENS = _EASES[0] * _SHARES[1] / _SHARES[0], _EASES[1] * _SHARES[2] / _SHARES[1]
_NEXT = {
    GREEN: (1 - _WORSENS[0], _WORSENS[0], 0.0),
    YELLOW: (_EASES[0], 1 - _EASES[0] - _WORSENS[1], _WORSENS[1]),
    RED: (0.0, _EASES[1], 1 - _EASES[1]),
}
_DIFFERS: dict[str, float] = of("screening", "differs")


def first(chance: Stream) -> str:
    return _ALL[pick(chance, _SHARES)]


def following(chance: Stream, position: str) -> str:
    return _ALL[pick(chance, _NEXT[position])]


def seen_by_another(chance: Stream, position: str) -> str:
    """What a second professional sees: mostly the same, else the neighbour."""
    if not chance.chance(_DIFFERS[position]):
        return position
    return YELLOW if position != YELLOW else chance.choice((GREEN, GREEN, RED))
