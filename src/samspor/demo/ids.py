"""Keys and chance for one part of the municipality: the same for the same seed, independent of the other parts."""

from random import Random
from uuid import UUID


class Stream(Random):
    """A source of chance named after what it is for."""

    def __init__(self, seed: int, *parts: object) -> None:
        super().__init__(":".join(str(part) for part in (seed, *parts)))

    def id(self) -> UUID:
        return UUID(int=self.getrandbits(128), version=4)

    def chance(self, share: float) -> bool:
        return self.random() < share
