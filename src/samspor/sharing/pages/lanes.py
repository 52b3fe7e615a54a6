"""The table of lanes, to be read: by lane, with the sentence and the paragraph of each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samspor.sharing import texts
from samspor.sharing.rules.lane import basis_words
from samspor.sharing.rules.table import lines
from samspor.sharing.rules.words import Lane


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    sentence: str
    next_step: str
    basis: str


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    heading: str
    tone: str
    rows: Sequence[Row]


def sections(on: date) -> list[Section]:
    """In the order of the lanes; within one, in the order of the table."""
    held = lines(on)
    return [
        Section(
            lane, texts.LANE[lane], texts.LANE_TONE[lane],
            [
                Row(one.title, one.sentence, one.next_step, basis_words(one.basis, on))
                for one in held
                if one.lane is lane
            ],
        )
        for lane in Lane
    ]  # fmt: skip
