"""What a function comes to call, followed through the names as Python itself resolves them."""

import inspect
from collections.abc import Iterator
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any


def calls(start: Any) -> set[str]:
    """`samspor.access.check.within`: by the whole name of every function of ours that may be called on the way."""
    seen: dict[int, FunctionType] = {}
    waiting = list(_functions(start))
    while waiting:
        one = waiting.pop()
        if id(one) not in seen and one.__module__.startswith(("samspor.", "tests.")):
            seen[id(one)] = one
            waiting += _called(one)
    return {f"{one.__module__}.{one.__qualname__}" for one in seen.values()}


def _functions(found: Any) -> Iterator[FunctionType]:
    """A function, what a mark was put around, what is kept, a class and its own methods."""
    found = inspect.unwrap(found) if callable(found) else found
    if isinstance(found, FunctionType):
        yield found
    elif isinstance(found, type):
        yield from (one for one in vars(found).values() if isinstance(one, FunctionType))
        yield from (one.fget for one in vars(found).values() if isinstance(one, property) and one.fget)
    elif isinstance(build := getattr(found, "build", None), FunctionType):
        yield build


@cache
def _called(one: FunctionType) -> tuple[FunctionType, ...]:
    """Names that are handed on are followed too: whoever gets a function calls it."""
    names = {name for code in _code(one.__code__) for name in code.co_names}
    cells = inspect.getclosurevars(one).nonlocals.values()
    here = [*cells, *(one.__globals__[name] for name in names & one.__globals__.keys())]
    inside = [
        getattr(held, name) for held in here if isinstance(held, ModuleType) for name in names if hasattr(held, name)
    ]
    return tuple(function for found in (*here, *inside) for function in _functions(found))


def _code(code: CodeType) -> Iterator[CodeType]:
    """Its own and that of the functions written in it."""
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _code(inner)
