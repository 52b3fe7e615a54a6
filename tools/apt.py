"""Debian's own packages, where we may install them."""

import os
import platform
import re
import shutil
from pathlib import Path

from tools.shell import Trouble, is_root, last_lines, quietly, say

CLUSTER_SETTINGS = Path("/etc/postgresql-common/createcluster.conf")


def may_install() -> bool:
    return is_root() and shutil.which("apt-get") is not None


def is_ubuntu() -> bool:
    """Its `chromium` is no package but a way to a snap, which what steers the browser cannot start."""
    return platform.freedesktop_os_release().get("ID") == "ubuntu"


def install(*packages: str) -> None:
    """Install quietly; the package lists are fetched only when the first try finds them wanting."""
    say(f"Installerer {', '.join(packages)} med apt …")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    wait = ("-o", "DPkg::Lock::Timeout=300")
    words = ("apt-get", *wait, "install", "-y", "-q", "--no-install-recommends", *packages)
    if quietly(words, env=env)[0] == 0:
        return
    quietly(("apt-get", *wait, "update", "-q"), env=env)
    code, output = quietly(words, env=env)
    if code:
        command = f"apt-get install {' '.join(packages)}"
        raise Trouble(f"Installationen lykkedes ikke. Kør '{command}', og prøv igen.\n{last_lines(output)}")


def install_postgresql() -> None:
    """Debian makes and starts a cluster of its own on installation, unless it is told beforehand not to."""
    install("postgresql-common")
    if CLUSTER_SETTINGS.exists():
        CLUSTER_SETTINGS.write_text(without_main_cluster(CLUSTER_SETTINGS.read_text()))
    install("postgresql")


def without_main_cluster(settings: str) -> str:
    kept = re.sub(r"(?m)^\s*#?\s*create_main_cluster\b.*\n?", "", settings)
    return f"{kept.rstrip()}\ncreate_main_cluster = false\n".lstrip()
