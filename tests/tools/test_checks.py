"""What is looked at before anything is run is the source, and nothing the machine has laid beside it."""

from tools import checks


def test_what_the_machine_made_is_not_given_away(tmp_path):
    (tmp_path / ".gitignore").write_text(".venv\n.samspor/\n*.egg-info/\n")
    for name in (".venv/lib", ".samspor", "a.egg-info", ".git", "src"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "file").touch()
    with checks.given_away(tmp_path) as alone:
        assert sorted(one.name for one in alone.iterdir()) == [".gitignore", "src"]
        assert (alone / "src/file").exists()
    assert not alone.exists()


def test_licences_are_asked_of_the_source_alone(tmp_path):
    (words,) = [check.words for check in checks.all_checks(tmp_path) if check.words[0] == "reuse"]
    assert words == ("reuse", "--root", str(tmp_path), "lint", "-l")
