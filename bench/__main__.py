# ruff: noqa: S603 -- it starts our own measuring, in an environment of its own
"""`./samspor bench`: a database and a web server of its own, then one screen after the other."""

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from bench import house
from tools.cli import SIZES, Parser
from tools.shell import Trouble, complain

DESCRIPTION = "./samspor bench måler, hvor hurtigt siderne svarer, med rigtige forespørgsler fra rigtige roller."
LARGEST = "copenhagen"


def parser() -> Parser:
    made = Parser(prog="./samspor bench", description=DESCRIPTION)
    made.add_argument("--size", choices=SIZES, default="small", help="small, municipality eller copenhagen")
    made.add_argument("--users", type=int, default=20, help="samtidige brugere; ellers 20")
    made.add_argument("--seconds", type=float, default=10, help="målingens længde for hver skærm; ellers 10")
    made.add_argument("--pause", type=float, default=0.5, help="sekunder mellem svar og spørgsmål; ellers 0.5")
    made.add_argument("--rounds", type=int, default=1, help="gentagelser, hvoraf den roligste tæller; ellers 1")
    made.add_argument("--only", action="append", default=[], help="kun skærme med dette i navnet; kan gentages")
    made.add_argument("--out", help="hvor tallene gemmes; ellers .samspor/bench/STØRRELSE.json")
    made.add_argument("--fresh", action="store_true", help="indlæs demokommunen på ny")
    made.add_argument("--imports", action="store_true", help="mål også indlæsning af børnelister")
    return made


def measured(asked: argparse.Namespace, env: Mapping[str, str]) -> int:
    owner = env["DATABASE_OWNER_URL"]
    with house.web(env) as (pid, port):
        wishes: dict[str, Any] = vars(asked) | {"pid": pid, "port": port, "database": house.postmaster(owner)}
        wishes["out"] = asked.out or str(house.folder() / f"{asked.size}.json")
        wishes["load"] = house.loaded(asked.size)
        del wishes["fresh"]
        words = [sys.executable, "-m", "bench.measuring"]
        # One process and one connection, which is listened to: no pool.
        return subprocess.run(
            words, input=json.dumps(wishes), text=True, check=False, env={**env, "SAMSPOR_POOL": ""}
        ).returncode


def main(words: Sequence[str]) -> int:
    asked = parser().parse_args(words)
    try:
        with house.alone():
            return measured(asked, house.prepared(asked.size, fresh=asked.fresh))
    except Trouble as trouble:
        complain(str(trouble))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
