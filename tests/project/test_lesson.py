"""`make lesson` and `make check`: a new lesson passes at once, and every planted fault is told."""

import re
import subprocess
from shutil import copytree

import pytest

from tools.book import check
from tools.book.new_lesson import laid_down
from tools.gauges.mirror import misnamed, unshown
from tools.vouch.source.config import ROOT

PAGE, MODULE, TEST = "docs/my-topic.md", "snippets/my_topic.py", "tests/test_my_topic.py"
EXPERIMENT = "docs/assets/experiments/step-lowers-loss.json"
FIGURE = "![](assets/figures/tangent.svg)\n\n**Secant and tangent.** Two lines.\n{ .caption }"
PLANTED = [
    # in a file, new text for old, and what the check of the page then says
    (PAGE, "0.25<!--", "0.35<!--", f"{PAGE}:36: shows 0.35, computed 0.25"),
    (PAGE, "0.03125", "0.03126", f"{PAGE}:33: shows 0.03126, computed 0.03125"),
    (PAGE, r"\loss{t}", r"\loss{t} - \loss{t}", "formula slope: "),
    (PAGE, "By [", "[Nowhere](#nowhere). By [", f"{PAGE}:47: Doc file 'my-topic.md' contains"),
    (MODULE, "    2.0\n", "    3.0\n", "Expected:\n    3.0"),
    (TEST, "0.5), y)", "0.5), 2 * y)", "FAILED tests/test_my_topic.py"),
    (PAGE, "\n??? check", f'\n"{EXPERIMENT}"\n\n??? check', ""),
    (EXPERIMENT, '"digest": "', '"digest": "0', f"{EXPERIMENT}:1: a result was changed by hand"),
    (PAGE, "\n??? check", f"\n{FIGURE}\n\n??? check", ""),
    (
        "docs/assets/figures/tangent.svg",
        "<svg",
        "<svg ",
        "tangent.svg:1: the figure is not what",
    ),
]


def make(folder, *arguments):
    """Run make in a folder that is set up; return what came of it."""
    command = ["make", "--silent", "-o", ".venv/dev", "-o", "assets", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")


@pytest.fixture
def lesson(copied):
    """Return a copy of the project with a new lesson."""
    assert make(copied, "lesson", "NAME=my-topic").returncode == 0
    return copied


def plant(folder, file, old, new):
    """Put new text in the place of an old one that occurs in a file."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_new_lesson_passes_and_is_the_next_chapter(lesson):
    done = make(lesson, "check", "PAGE=my-topic")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{PAGE}: its figures, experiments and HTML are right" in done.stdout
    copytree(ROOT / "tests", lesson / "tests", dirs_exist_ok=True)
    assert [*misnamed(lesson), *unshown(lesson)] == []
    build = subprocess.run(
        [lesson / ".venv/bin/python", "-m", "tools.book.build"], cwd=lesson, capture_output=True
    )
    assert build.returncode == 0


def test_a_check_tells_every_planted_fault(lesson):
    for file, old, new, _ in PLANTED:
        plant(lesson, file, old, new)
    done = make(lesson, "check", "PAGE=my-topic")
    assert done.returncode != 0
    assert [said for *_, said in PLANTED if said not in done.stdout] == []


def test_a_check_of_no_page_names_the_pages_there_are(copied):
    done = make(copied, "check", "PAGE=zor")
    assert done.returncode != 0
    assert (
        "docs/zor.md does not exist; PAGE is one of adam-measurements, adam, autodiff"
        in done.stderr
    )
    assert "key" not in done.stderr  # a part of pages


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "is not a name for a lesson"),
        ("My-topic", "is not a name for a lesson"),
        ("my_topic", "is not a name for a lesson"),
        ("my--topic", "is not a name for a lesson"),
        ("../topic", "is not a name for a lesson"),
        ("2-topics", "is not a name for a lesson"),
        ("class", "is not a name for a lesson"),
        ("xor", "docs/xor.md, snippets/xor.py, tests/test_xor.py already exists"),
        ("gradient-check", "snippets/gradient_check.py already exists"),
    ],
)
def test_a_name_that_is_ill_formed_or_taken_is_refused(name, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        laid_down(name)


def test_a_refused_lesson_is_told_in_one_sentence(copied):
    done = make(copied, "lesson", "NAME=xor")
    assert done.returncode != 0
    assert done.stderr.startswith("choose another name: docs/xor.md")
    assert "Traceback" not in done.stderr


def test_a_lesson_that_cannot_be_written_whole_is_not_written(copied):
    before = (copied / "mkdocs.yml").read_bytes()
    (copied / "tests").touch()  # no folder, so the third file cannot be written
    done = make(copied, "lesson", "NAME=my-topic")
    assert done.returncode != 0
    assert "cannot be written" in done.stderr
    assert not (copied / PAGE).exists()
    assert not (copied / MODULE).exists()
    assert (copied / "mkdocs.yml").read_bytes() == before


def test_a_page_is_checked_with_its_modules_and_its_tests():
    assert check.tested(ROOT / "docs/bias-gradients.md")[:4] == [
        "docs/bias-gradients.md",
        "snippets/derivation.py",
        "snippets/worked_example.py",
        "snippets/xor.py",
    ]
    assert check.tested(ROOT / "docs/xor.md")[-1] == "tests/test_xor.py"
