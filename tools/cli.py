"""The command line of Samspor: reads what was asked, and sees to it that everything ends in good order."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn

from tools import checks, database, demo, django, environment, testing, variables
from tools.shell import Trouble, complain, run, say
from tools.state import locked, state_folder

OVERVIEW = """\
Samspor: ét fælles sted for alle omkring et barn.

  ./samspor demo     starter Samspor med en opdigtet kommune, så du kan se det hele.
  ./samspor test     afprøver det hele, fra regler til browser.
  ./samspor serve    starter Samspor på din egen database, uden demodata.
  ./samspor migrate  bringer databasen ajour med denne udgave.
  ./samspor begin    tager Samspor i brug: kommunens enheder og den første systemadministrator.
  ./samspor adopt    tager det i brug, der følger med: redskab, skalaer, vejvisere og møder.
  ./samspor units    læser nye og rettede enheder ind.
  ./samspor import   læser en fil med børn ind som et udkast, du godkender.
  ./samspor let-in   lukker en ind, der har mistet sin telefon og sine nødkoder.
  ./samspor bench    måler, hvor hurtigt siderne svarer.
  ./samspor check    gennemgår kildeteksten uden at køre den.
  ./samspor docs     skriver de sider i dokumentationen, der følger af koden.

Skriv './samspor demo --help' for at se, hvad en kommando kan."""
SIZES = ("small", "municipality", "copenhagen")
STOPPED = 130
Command = Callable[[argparse.Namespace, Path], int]


class Parser(argparse.ArgumentParser):
    """Helps and refuses in Danish."""

    def format_help(self) -> str:
        options = [action for action in self._actions if action.help and action.dest != "help"]
        lines = [f"  {' '.join(action.option_strings) or action.metavar!s:10} {action.help}" for action in options]
        return "\n".join([self.description or OVERVIEW, *([""] if lines else []), *lines, ""])

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 -- argparse says it in English
        complain(f"Det forstod jeg ikke.\n{self.format_help()}")
        raise SystemExit(2)


def parser() -> Parser:
    top = Parser(prog="./samspor")
    names = top.add_subparsers(dest="command", parser_class=Parser)
    _web(
        names.add_parser("demo", description="./samspor demo starter Samspor med en opdigtet kommune."),
        demo=True,
    )
    _web(names.add_parser("serve", description="./samspor serve starter Samspor på din database."), demo=False)
    roster = names.add_parser("import", description="./samspor import FIL læser en fil med børn ind.")
    roster.add_argument("file", type=Path, metavar="FIL", help="CSV eller XLSX")
    roster.add_argument("--as", dest="email", required=True, metavar="MAIL", help="lederen, der siger ja eller nej")
    roster.add_argument("--unit", metavar="NAVN", help="enheden, listen er fra")
    roster.add_argument("--kind", metavar="SLAGS", help="daycare_list, pupil_list, leisure_list eller other_list")
    first = names.add_parser("begin", description="./samspor begin tager Samspor i brug på en tom database.")
    first.add_argument("--units", required=True, type=Path, metavar="FIL", help="CSV med kommunens enheder")
    first.add_argument("--admin", required=True, metavar="MAIL", help="den første systemadministrator")
    first.add_argument("--name", required=True, metavar="NAVN", help="hvad administratoren hedder")
    units = names.add_parser("units", description="./samspor units FIL læser nye og rettede enheder ind.")
    units.add_argument("units", type=Path, metavar="FIL", help="CSV med enheder")
    units.add_argument("--as", dest="by", required=True, metavar="MAIL", help="dig: en systemadministrator")
    adopted = names.add_parser("adopt", description="./samspor adopt tager det i brug, der følger med Samspor.")
    adopted.add_argument("--as", dest="by", required=True, metavar="MAIL", help="dig: en projektleder")
    lost = names.add_parser("let-in", description="./samspor let-in MAIL nulstiller det andet trin for en konto.")
    lost.add_argument("email", metavar="MAIL", help="den, der har mistet sin telefon")
    lost.add_argument("--as", dest="by", required=True, metavar="MAIL", help="dig: en systemadministrator")
    lost.add_argument("--because", required=True, metavar="ORD", help="hvorfor, og hvordan du ved, hvem det er")
    kept = names.add_parser("postgres", description="./samspor postgres starter databasen og lader den køre.")
    kept.add_argument("--test", action="store_true", help="testdatabasen i stedet")
    kept.add_argument("--stop", action="store_true", help="stop den igen")
    for name in ("migrate", "check", "docs"):
        names.add_parser(name)
    return top


def _web(words: argparse.ArgumentParser, *, demo: bool) -> None:
    words.add_argument("--port", type=int, help="porten; ellers den første frie fra 8000 og op")
    if demo:
        words.add_argument("--size", choices=SIZES, help="small, municipality eller copenhagen; ellers small")
        words.add_argument("--fresh", action="store_true", help="slet demodata, og indlæs dem på ny")
    else:
        words.add_argument("--host", default="127.0.0.1", help="adressen at lytte på")


def _migrate(_: argparse.Namespace, state: Path) -> int:
    environment.ensure(development=False)
    with database.opened(state) as urls:
        env = variables.owning(variables.running(state, urls, demo=False))
        with locked(state / demo.MIGRATING):
            return django.manage("migrate", "--no-input", env=env)


def _import(asked: argparse.Namespace, state: Path) -> int:
    file = asked.file.resolve()
    if not file.is_file():
        raise Trouble(f"Filen {file} findes ikke.")
    environment.ensure(development=False)
    with database.opened(state) as urls:
        env = variables.running(state, urls, demo=False)
        said = {"--as": asked.email, "--unit": asked.unit, "--kind": asked.kind}
        more = [word for name, value in said.items() if value for word in (name, value)]
        return django.manage("import_roster", str(file), *more, env=env)


def _begin(asked: argparse.Namespace, state: Path) -> int:
    return _with_units(asked, state, "begin", "--admin", asked.admin, "--name", asked.name)


def _units(asked: argparse.Namespace, state: Path) -> int:
    return _with_units(asked, state, "take_in_units", "--as", asked.by)


def _with_units(asked: argparse.Namespace, state: Path, command: str, *words: str) -> int:
    file = asked.units.resolve()
    if not file.is_file():
        raise Trouble(f"Filen {file} findes ikke.")
    environment.ensure(development=False)
    with database.opened(state) as urls:
        return django.manage(command, str(file), *words, env=variables.running(state, urls, demo=False))


def _adopt(asked: argparse.Namespace, state: Path) -> int:
    environment.ensure(development=False)
    with database.opened(state) as urls:
        env = variables.running(state, urls, demo=False)
        return django.manage("adopt_shipped", "--as", asked.by, env=env)


def _let_in(asked: argparse.Namespace, state: Path) -> int:
    environment.ensure(development=False)
    with database.opened(state) as urls:
        env = variables.running(state, urls, demo=False)
        said = (asked.email, "--as", asked.by, "--because", asked.because)
        return django.manage("reset_second_step", *said, env=env)


def _docs(_: argparse.Namespace, state: Path) -> int:
    environment.ensure(development=True)
    return django.manage("make_docs", env=variables.testing(state, None))


def _check(_: argparse.Namespace, state: Path) -> int:
    return checks.check(state)


def _bench(words: list[str], state: Path) -> int:
    """On a cluster of its own, so that sizes do not mix with the demo's data."""
    environment.ensure(development=False)
    with database.opened(state, "benchpg") as urls:
        env = variables.running(state, urls, demo=True)
        return run((environment.python(), "-m", "bench", *words), env=env)


def _postgres(asked: argparse.Namespace, state: Path) -> int:
    name = testing.CLUSTER if asked.test else "pg"
    if asked.stop:
        say("Databasen er stoppet." if database.stop_kept(state, name) else "Databasen kørte ikke.")
        return 0
    urls = database.keep_running(state, name, throw_away=asked.test)
    say(f"DATABASE_URL={urls.app}\nDATABASE_OWNER_URL={urls.owner}")
    return 0


COMMANDS: dict[str, Command] = {
    "demo": demo.demo,
    "serve": demo.serve,
    "migrate": _migrate,
    "begin": _begin,
    "units": _units,
    "adopt": _adopt,
    "import": _import,
    "let-in": _let_in,
    "check": _check,
    "docs": _docs,
    "postgres": _postgres,
}
PASSED_ON: dict[str, Callable[[list[str], Path], int]] = {"test": testing.test, "bench": _bench}


def dispatch(words: list[str], state: Path) -> int:
    if words and words[0] in PASSED_ON:
        return PASSED_ON[words[0]](words[1:], state)
    asked = parser().parse_args(words)
    if asked.command is None:
        say(OVERVIEW)
        return 0
    return COMMANDS[asked.command](asked, state)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """The first signal begins an orderly end; more of them must not disturb it."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    raise KeyboardInterrupt


def main(words: list[str]) -> int:
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _stop)
    try:
        state = state_folder()
        variables.ensure_home(state)
        return dispatch(words, state)
    except Trouble as trouble:
        complain(str(trouble))
        return 1
    except OSError as fault:
        complain(f"Samspor kunne ikke fortsætte; maskinen svarede: {fault}")
        return 1
    except KeyboardInterrupt:
        say("Samspor er stoppet.")
        return STOPPED


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main(sys.argv[1:]))
