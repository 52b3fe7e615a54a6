"""How hard a text is to read: LIX."""

import re

FEWEST_WORDS = 10  # of fewer words the number says nothing
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_END = re.compile(r"[.!?:]+(?=[\s«»\")\]]|$)")


def lix(text: str) -> int:
    """Words in a sentence on average, and how many of a hundred words are longer than six letters."""
    words = _WORD.findall(text)
    if not words:
        return 0
    sentences = len(_END.findall(text)) + bool(_WORD.search(_END.split(text)[-1]))
    long = sum(len(re.sub(r"[-'’]", "", word)) > 6 for word in words)
    return int(len(words) / sentences + 100 * long / len(words) + 0.5)


def has_number(text: str) -> bool:
    """Whether it is long enough for its number to say something."""
    return len(_WORD.findall(text)) >= FEWEST_WORDS
