"""Holds the record to the code, to the pins and to our own numbers.

Only the last test, marked `frameworks`, needs both libraries; it fails without them.
"""

import re
import shutil

import numpy as np
import pytest

from snippets.losses import squared_error
from snippets.network import LOSSES, descend
from snippets.weight_decay import with_decay
from tools.vouch.records import frameworks
from tools.vouch.records.frameworks import RECORD, codes, entry_of, files, library, record
from tools.vouch.source.config import DOCS, ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.notebooks import page_at
from tools.vouch.source.page import FRAMEWORKS, INCLUDE, Page

PAGE = DOCS / "pytorch-and-jax.md"


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """Return a function that changes a file of a copy of docs/frameworks, which is then used."""
    shutil.copytree(ROOT / FRAMEWORKS, tmp_path / FRAMEWORKS)
    monkeypatch.setattr("tools.vouch.source.page.ROOT", tmp_path)
    monkeypatch.setattr("tools.vouch.records.frameworks.ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)

    def change(name, old, new):
        path = tmp_path / FRAMEWORKS / name
        assert old in path.read_text(encoding="utf-8")
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    return change


def test_each_file_has_an_entry_of_its_code():
    assert list(record()) == files()
    assert len(files()) == 6
    for file in files():
        assert entry_of(file)["printed"].keys() == codes(file).keys()


def test_the_record_is_of_the_pinned_versions():
    text = (ROOT / "requirements-frameworks.txt").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^(\w+)==([\d.]+)$", text, re.MULTILINE))
    for file, entry in record().items():
        assert entry["versions"][library(file)] == pins[library(file)]
    assert pins["jax"] == pins["jaxlib"]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("xor_torch.py", "lr=0.1", "lr=0.2", "the code of xor_torch.py has changed"),
        ("xor_torch.py", "[::1000]", "[::100]", "the code of xor_torch.py has changed"),
        ("xor_torch.py", "%% train", "%% other", "the code of xor_torch.py has changed"),
        ("recorded.json", '"6.0\\n12.0', '"6.0\\n6.0', "differences_torch.py printed was changed"),
        ("recorded.json", '"sum": 1.5', '"sum": 1.25', "differences_torch.py printed was changed"),
        ("recorded.json", '"xor_torch.py"', '"x_torch.py"', "xor_torch.py has never been run"),
    ],
)
def test_what_is_no_longer_what_was_run_is_refused(copied, name, old, new, message):
    copied(name, old, new)
    with pytest.raises(ValueError, match=message):
        [entry_of(file) for file in files()]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "recorded.json:1: the record is broken here"),
        ('{\n"a": 1,\n', "recorded.json:3: the record is broken here"),
        ("[]", "recorded.json:1: the record is not as it was written"),
        ('{"a": 1}', "recorded.json:1: the record is not as it was written"),
        ('{"a": {}}', "recorded.json:1: the record is not as it was written"),
    ],
)
def test_a_broken_record_is_named_with_its_line(copied, text, place):
    (frameworks.ROOT / RECORD).write_text(text, encoding="utf-8")
    with pytest.raises(PageError, match=f"{place}.*run `make frameworks`"):
        entry_of("xor_torch.py")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("a = 1\nb = 1 / 0", "x_torch.py:3: raises ZeroDivisionError"),
        ("print('a\\x1b')", "x_torch.py:2: the output holds U\\+001B"),
        ("a =", "x_torch.py:2: raises SyntaxError"),
    ],
)
def test_code_that_cannot_be_recorded_is_named_with_its_line(copied, code, said):
    text = f"# %% a\n{code}\n"
    (frameworks.ROOT / FRAMEWORKS / "x_torch.py").write_text(text, encoding="utf-8")
    with pytest.raises(PageError, match=said):
        frameworks.run("x_torch.py")


def test_comments_and_layout_may_change(copied):
    copied("worked_example_torch.py", "# nothing to note here", "# no step")
    copied("worked_example_torch.py", "(hidden, nn.Sigmoid()", "(\n    hidden, nn.Sigmoid()")
    assert entry_of("worked_example_torch.py")


def test_the_page_shows_each_file_wholly_and_in_order():
    matches = [INCLUDE.match(f.source.strip()) for f in page_at(PAGE).fences]
    shown = [(m["path"], m["names"]) for m in matches if m and m["path"].startswith(FRAMEWORKS)]
    for file in files():
        *wanted, last = codes(file)
        assert [name for path, name in shown if path == FRAMEWORKS + file] == wanted
        assert last == "results"


def outputs(text):
    """Return what each set of tabs shows as its outputs."""
    groups = re.split(r'^=== "Ours"$', text, flags=re.MULTILINE)[1:]
    groups = [group.partition("\n## ")[0] for group in groups]
    return [[f.source for f in Page("x", g).fences if f.is_output and f.prefix] for g in groups]


def test_all_tabs_print_the_same():
    found = outputs(PAGE.read_text(encoding="utf-8"))
    assert [len(group) for group in found] == [0, 3, 3, 3, 0, 3]
    assert all(len(set(group)) <= 1 for group in found)


def test_the_differences_are_those_that_the_page_names():
    torch, jax = (entry_of(f"differences_{name}.py")["results"] for name in ("torch", "jax"))
    A, T = np.array([[1.0, 0.5], [0.5, 0.0]]), np.zeros((2, 2))
    assert torch["sum"] == squared_error(A, T, "sum")
    assert torch["default"] == squared_error(A, T, "mean")
    W = np.array([[2.0]])
    ((dW, _),) = with_decay([(0 * W, 0 * W)], [(W, W)], 0.1)
    ((ours, _),) = descend([(W, W)], [(dW, 0 * W)], 0.5)
    assert np.allclose(torch["decayed"], ours.item(), rtol=0, atol=1e-7)  # single precision
    Z, T = np.array([[0.4, -1.2], [2.0, 0.5]]), np.eye(2)
    for name in ["binary cross-entropy", "softmax cross-entropy"]:
        ours = LOSSES[name][0](Z, T, "mean")
        assert np.isclose(torch[name], ours, rtol=0, atol=1e-12)
    assert torch["gradcheck"] is True
    assert jax["slope"] == 6


def leaves(value):
    """Return the numbers of a result, in order."""
    if isinstance(value, dict):
        return leaves(list(value.values()))
    return [leaf for part in value for leaf in leaves(part)] if isinstance(value, list) else [value]


@pytest.mark.frameworks
@pytest.mark.parametrize("file", files())
def test_the_code_gives_what_is_on_record(file):
    found, recorded = frameworks.run_alone(file), entry_of(file)
    assert found["printed"] == recorded["printed"]
    assert found["results"].keys() == recorded["results"].keys()
    assert np.allclose(leaves(found["results"]), leaves(recorded["results"]), rtol=0, atol=1e-12)
