import json
import shutil
from datetime import date
from types import SimpleNamespace

import pytest

from tools.figures.experiments import EXPERIMENTS
from tools.vouch.records import experiments
from tools.vouch.source.errors import PageError, in_one_sentence

NAME = "step-lowers-loss"
FUNCTION = "snippets.runs.step_size.step_lowers_loss"


@pytest.fixture
def one(monkeypatch):
    """Only the experiment that takes no time is registered."""
    monkeypatch.setattr("tools.figures.experiments.EXPERIMENTS", {NAME: EXPERIMENTS[NAME]})


@pytest.fixture
def folder(tmp_path, one):
    (tmp_path / "committed").mkdir()
    shutil.copy(experiments.FOLDER / f"{NAME}.json", tmp_path / "committed")
    return tmp_path / "committed"


def edited(folder, **changes):
    """Return what is wrong with the committed file when some of it is another."""
    text = experiments.text_of(experiments.load(NAME, folder) | changes)
    (folder / f"{NAME}.json").write_text(text, encoding="utf-8")
    return experiments.KEPT.fault(NAME, folder)


@pytest.fixture
def code(tmp_path):
    shutil.copytree(experiments.ROOT / "snippets", tmp_path / "snippets")

    def after(file, old, new):
        path = tmp_path / "snippets" / file
        assert old in path.read_text(encoding="utf-8")
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        return experiments.code_of(FUNCTION, tmp_path)

    return after


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_committed_results_are_what_the_code_gives(name):
    assert experiments.KEPT.fault(name, experiments.FOLDER) is None


def test_every_committed_file_belongs_to_an_experiment():
    names = {file.stem for file in experiments.FOLDER.glob("*.json")}
    assert names == set(EXPERIMENTS)


def test_a_file_of_no_experiment_is_a_fault(folder):
    (folder / "old.json").write_text("{}", encoding="utf-8")
    with pytest.raises(PageError, match=r"old\.json:1: .*delete the file"):
        experiments.KEPT.check(folder)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("runs/step_size.py", "rng.uniform(-1, 1, (1, 2))", "rng.uniform(-1, 0.9, (1, 2))"),
        ("runs/step_size.py", "etas=(0.1, 10, 100)", "etas=(0, 10, 100)"),
        ("losses.py", "return 2 *", "return 3 *"),  # imported
        ("activations.py", "< 0, Z, -Z)", "< 0, -Z, Z)"),  # twice away
    ],
)
def test_a_change_in_the_code_changes_the_hash(code, file, old, new):
    assert code(file, old, new) != experiments.code_of(FUNCTION)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("runs/step_size.py", "    A 2-2-1 network.", "    A network, 2-2-1."),
        ("runs/step_size.py", "def random_problem", "# a comment\n\n\ndef random_problem"),
        ("runs/step_size.py", "    lower = []", "    lower = (\n        []\n    )"),
        ("__init__.py", '"""The', '"""the'),
    ],
)
def test_words_and_layout_do_not_change_the_hash(code, file, old, new):
    assert code(file, old, new) == experiments.code_of(FUNCTION)


def test_changed_code_is_a_fault(folder, monkeypatch):
    monkeypatch.setattr(experiments, "code_of", lambda function: "another")
    with pytest.raises(PageError, match=r"loss\.json:1: the code of .* run `make experiments`"):
        experiments.KEPT.check(folder)


def test_code_of_the_same_hash_that_gives_something_else_is_a_fault(folder, monkeypatch):
    monkeypatch.setattr(
        "snippets.runs.step_size.step_lowers_loss", lambda seed: [True, False, True]
    )
    with pytest.raises(PageError, match="0 now gives another result: run `make experiments`"):
        experiments.KEPT.check(folder)


def test_a_changed_result_is_a_fault_in_the_sample_and_out_of_it(folder):
    for place in (0, 1):
        rows = experiments.load(NAME)["results"]
        rows[place][2] = not rows[place][2]
        assert "a result was changed by hand" in edited(folder, results=rows).sentence


def test_other_arguments_and_a_missing_file_are_faults(folder):
    assert "the experiment is registered with other settings" in str(edited(folder, arguments=[0]))
    (folder / f"{NAME}.json").unlink()
    assert "the experiment is missing" in str(experiments.KEPT.fault(NAME, folder))


@pytest.fixture
def small(monkeypatch):
    found = {"small": experiments.Experiment(FUNCTION, (0, 1, 2), sample=(1,))}
    monkeypatch.setattr("tools.figures.experiments.EXPERIMENTS", found)
    return found


def test_running_writes_what_then_passes(tmp_path, small):
    experiments.KEPT.write(tmp_path)
    experiments.KEPT.check(tmp_path)
    first = experiments.load(NAME)["results"][:3]
    assert experiments.load("small", tmp_path)["results"] == first


def test_only_what_is_out_of_date_runs(tmp_path, small, capsys):
    experiments.KEPT.write(tmp_path)
    experiments.KEPT.write(tmp_path)
    assert capsys.readouterr().out.endswith("every experiment is up to date\n")


@pytest.mark.parametrize("stopped", [TypeError, KeyboardInterrupt])
def test_a_finished_experiment_is_kept_when_the_next_one_fails(
    tmp_path, small, monkeypatch, stopped
):
    small["wrong"] = experiments.Experiment(FUNCTION, ("no seed",), sample=(0,))
    run = experiments.run

    def stop(experiment):
        if stopped is KeyboardInterrupt and experiment is small["wrong"]:
            raise KeyboardInterrupt
        return run(experiment)

    monkeypatch.setattr(experiments, "run", stop)
    with pytest.raises(SystemExit) as caught:
        in_one_sentence(lambda: experiments.KEPT.write(tmp_path))
    ours = "wrong.json:1: the experiment cannot be made: raises TypeError"
    said = ours if stopped is TypeError else "stopped; the files that were already"
    assert str(caught.value).startswith(said)
    assert [file.name for file in tmp_path.iterdir()] == ["small.json"]
    assert experiments.KEPT.fault("small", tmp_path) is None


def test_a_row_that_was_edited_with_its_digest_is_found(folder, monkeypatch):
    """Outside the sample: this experiment is cheap, and all its rows are run."""
    monkeypatch.setattr(experiments, "SPARE", 60)
    rows = experiments.load(NAME, folder)["results"]
    rows[777][2] = not rows[777][2]
    fault = edited(folder, results=rows, digest=experiments.digest(rows))
    assert fault.sentence.startswith("777 now gives another result: run `make experiments`")
    row = (folder / f"{NAME}.json").read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert json.loads(row.rstrip(",")) == rows[777]


def test_other_rows_run_each_day(folder, monkeypatch):
    """Where rows are dear, two days run different ones."""
    ran = []

    def dear(seed):
        ran.append(seed)
        return experiments.load(NAME, folder)["results"][seed]

    def on(day):
        ran.clear()
        monkeypatch.setattr(experiments, "date", SimpleNamespace(today=lambda: day))
        monkeypatch.setattr(experiments, "SPARE", 0.02)
        assert experiments.KEPT.fault(NAME, folder) is None
        return ran[4:]

    monkeypatch.setattr(FUNCTION, dear)
    monkeypatch.setattr(experiments, "code_of", lambda function: experiments.load(NAME)["code"])
    first, second = on(date(2026, 1, 1)), on(date(2026, 1, 2))
    assert first
    assert first[:3] != second[:3]


def test_a_snippet_that_is_no_python_is_named_with_its_line(code):
    with pytest.raises(PageError, match=r"step_size\.py:\d+: is not Python: invalid syntax"):
        code("runs/step_size.py", "    lower = []", "    lower =")


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, "broken here"),
        ('{\n "results": [\n  1,\n', 4, "broken here"),
        ("[]", 1, "registered with other"),
        ("null", 1, "registered with other"),
    ],
)
def test_a_broken_file_is_named_with_its_line(folder, text, line, sentence):
    (folder / f"{NAME}.json").write_text(text, encoding="utf-8")
    fault = experiments.KEPT.fault(NAME, folder)
    assert (fault.line, sentence in fault.sentence) == (line, True)
    assert fault.sentence.endswith("run `make experiments`")


def test_an_endless_row_is_named(folder, monkeypatch):
    def endless(seed):
        while True:
            pass

    monkeypatch.setattr(experiments, "SECONDS", 0.05)
    monkeypatch.setattr(FUNCTION, endless)
    assert "0 takes longer than 0.05 seconds" in str(experiments.KEPT.fault(NAME, folder))


def test_a_result_that_is_no_number_cannot_be_kept():
    with pytest.raises(ValueError, match="not JSON compliant"):
        experiments.as_json([float("nan")])


def test_pages_can_read_the_file_with_json_alone():
    rows = json.loads((experiments.FOLDER / f"{NAME}.json").read_text(encoding="utf-8"))["results"]
    assert len(rows) == 1000
    assert all(len(row) == 3 for row in rows)
