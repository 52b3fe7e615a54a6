"""Names are found however their letters are typed: what is stored for searching is written anew."""

import re
import unicodedata
from typing import Any

from django.db import migrations

_WORD = re.compile(r"[^\W_]+")
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "ı": "i", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_PAIRS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_PAIR = re.compile(r"aa|ae|oe")
BATCH = 2000


def search_name(given_names: str, family_name: str) -> str:
    """As the rules of people had it on the day of this migration."""
    name = unicodedata.normalize("NFC", f"{given_names} {family_name}").lower()
    plain = _words(name)
    every = dict.fromkeys([*plain, *map(_joined, plain), *_words(name.translate(_PAIRS))])
    return "".join(f" {word}" for word in every)[:310]


def _words(text: str) -> list[str]:
    lower = unicodedata.normalize("NFC", text).lower().replace("\u0000", " ")
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return _WORD.findall(bare.lower().translate(_PLAIN))


def _joined(word: str) -> str:
    joined = _PAIR.sub(lambda pair: pair[0][0], word)
    return joined if len(joined) > 2 else word


def write_anew(apps: Any, editor: Any) -> None:
    """Nothing is changed about anybody, so nothing is written in the log."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspor.remembered', pg_current_xact_id()::text, true)")
    children = apps.get_model("people", "Child").objects.select_related("mother")
    changed = []
    for child in children.only("given_names", "family_name", "search_name", "birth_date", "mother__name").iterator(BATCH):
        wanted = search_name(child.given_names, _family(child))
        if wanted != child.search_name:
            child.search_name = wanted
            changed.append(child)
    children.bulk_update(changed, ["search_name"], batch_size=BATCH)


def _family(child: Any) -> str:
    """An unborn child is found by all of its mother's name."""
    return str(child.mother.name if child.mother and not child.birth_date else child.family_name)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_who_is_in_a_group")]
    operations = [migrations.RunPython(write_anew, migrations.RunPython.noop)]
