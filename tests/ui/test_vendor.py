"""The code of others: unchanged since it was taken in, complete, and without a registry's address."""

import hashlib
import json
import re
import shutil

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from tests.ui.drawing import ROOM, STATIC

ROOT = ROOM.parents[2]
SHIPPED = [STATIC / "vendor", ROOT / "tests" / "vendor"]


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.parent.name)
def test_is_what_the_list_says(folder):
    listed = dict(
        reversed(line)
        for line in re.findall(r"^([0-9a-f]{64})  (.+)$", (folder / "README.md").read_text(), re.MULTILINE)
    )
    there = {
        str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file() and path.name != "README.md"
    }
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()} == listed


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.parent.name)
def test_has_the_versions_of_the_lock_file(folder):
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, version in re.findall(r"^\| ([a-z.-]+) \| ([\d.]+) \|", (folder / "README.md").read_text(), re.MULTILINE):
        assert lock[f"node_modules/{name}"]["version"] == version


def test_locks_without_naming_a_host():
    lock = (ROOT / "package-lock.json").read_text()
    assert "://" not in lock
    assert lock.count('"integrity"') == lock.count('"node_modules/')


def test_survives_hashed_file_names(tmp_path):
    shutil.copytree(STATIC, tmp_path, dirs_exist_ok=True)
    storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    names = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()]
    broken = [
        name
        for name, _, done in storage.post_process({name: (storage, name) for name in names})
        if isinstance(done, Exception)
    ]
    assert broken == []
    assert re.search(r"/dkfds\.min\.[0-9a-f]{12}\.css$", storage.url("vendor/dkfds/css/dkfds.min.css"))


def test_takes_its_fonts_as_woff2_only():
    css = (STATIC / "vendor" / "dkfds" / "css" / "dkfds.min.css").read_text()
    assert set(re.findall(r"fonts/[\w-]+\.(\w+)", css)) == {"woff2"}
