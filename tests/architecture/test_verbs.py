"""Every verb of the log is something somebody can do here."""

import ast

from samspor.audit.verbs import Verb
from tests.architecture.house import name_of, parsed

SAID = ("audit/verbs.py", "audit/texts/verbs.py")


def done() -> set[str]:
    """As it is written in the actions, views and jobs."""
    return {
        node.attr
        for path, code in parsed()
        if name_of(path) not in SAID
        for node in ast.walk(code)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Verb"
    }


def test_no_verb_is_nobodys() -> None:
    assert {verb.name for verb in Verb} == done()
