"""The written words hold together: links lead somewhere, pictures are known, the index knows every page."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs/brug"
PAGES = sorted(page for page in MANUAL.glob("*.md") if page.name != "index.md")
WRITTEN = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/*/*.md")])
MADE_BY_COMMAND = {"docs/performance.md"}  # written by ./samspor bench

PICTURES = {
    "min-dag", "lister-upload", "lister-gennemse", "runde-tavle", "egen-vurdering", "aflever", "faelles-vurdering",
    "konklusion", "foraeldre-orienteret", "barnets-side", "soegning", "log", "demo", "overlevering",
    "overlevering-felt", "overlevering-foraelder", "overlevering-modtaget",
    "besoeg", "besoeg-nyt",
    "medvurderere", "medvurdering", "redskab-gennemse", "rummet", "stille-boern", "fokuspunkter", "foraeldres-ord",
    "rundeark",
    "forloeb",
    "forloeb-tilbud",
}  # fmt: skip

LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#]+)[^)]*\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(read(page)) if not target.startswith("https://")]
    paths = [(page.parent / target).resolve() for target in targets]
    inside = [path for path in paths if str(path.relative_to(ROOT)) not in MADE_BY_COMMAND]
    assert [path for path in inside if not path.exists()] == []


@pytest.mark.parametrize("page", [MANUAL / "index.md", *PAGES], ids=lambda page: page.name)
def test_every_picture_is_known_and_described(page: Path) -> None:
    for description, target in PICTURE.findall(read(page)):
        assert description
        assert target.removeprefix("billeder/").removesuffix(".png") in PICTURES
        assert target.startswith("billeder/")


def test_every_picture_is_used() -> None:
    used = {Path(target).stem for page in MANUAL.glob("*.md") for _, target in PICTURE.findall(read(page))}
    assert used == PICTURES


def test_every_picture_is_there_and_none_lies_unused() -> None:
    assert {picture.name for picture in (MANUAL / "billeder").iterdir()} == {f"{name}.png" for name in PICTURES}


def test_the_index_leads_to_every_page() -> None:
    assert {page.name for page in PAGES} <= set(LINK.findall(read(MANUAL / "index.md")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_manual_sentences_are_short(page: Path) -> None:
    prose = re.sub(r"^[#|!].*$", "", read(page), flags=re.MULTILINE)
    sentences = re.split(r"(?<=[.:?])\s+|\n\n|\n- |\n\d\. ", prose)
    assert [sentence for sentence in sentences if len(sentence.split()) > 30] == []


@pytest.mark.parametrize("page", [MANUAL / "index.md", *PAGES], ids=lambda page: page.name)
def test_the_manual_never_gives_a_child_a_colour(page: Path) -> None:
    text = read(page).casefold().replace("der findes ikke røde børn", "")
    assert re.findall(r"(?:rød|gul|grøn)[te]? b(?:arn|ørn)", text) == []


def test_decisions_are_numbered_without_holes_and_titled_alike() -> None:
    decisions = sorted((ROOT / "docs/adr").glob("*.md"))
    for number, page in enumerate(decisions, start=1):
        assert page.name.startswith(f"{number:04}-")
        assert read(page).startswith(f"# {number}. ")
        assert all(f"\n## {part}\n" in read(page) for part in ("Context", "Decision", "Consequences", "Alternatives"))


def test_the_readme_says_both_commands() -> None:
    assert "\n./samspor demo\n" in read(ROOT / "README.md")
    assert "\n./samspor test\n" in read(ROOT / "README.md")


def test_every_setting_is_explained_to_developers() -> None:
    settings = read(ROOT / "src/samspor/project/settings.py")
    asked_for = set(re.findall(r"""env\(["']([A-Z_]+)["']""", settings))
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", read(ROOT / "DEVELOPERS.md"), flags=re.MULTILINE))
    assert asked_for
    assert asked_for <= explained
