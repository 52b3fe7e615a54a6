"""x."""


def register() -> None: ...
