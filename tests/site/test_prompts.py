"""What the notebooks invite you to do, done in the downloaded file and compared with snippets."""

import ast
import contextlib
import io
import json
import re

import numpy as np
import pytest

from snippets import network, xor
from tools.book.downloads import download
from tools.vouch.source.notebooks import notebooks

FILES = {
    path.stem: json.loads(download(path.read_text("utf-8"), path.stem)) for path in notebooks()
}
SIGMOIDS = ["sigmoid", "sigmoid"]


def cells(name, kind="code"):
    """Return the sources of a download's cells."""
    found = [cell for cell in FILES[name]["cells"] if cell["cell_type"] == kind]
    return ["".join(cell["source"]) for cell in found]


def run(sources, space=None):
    """Run cells one after another; return their names, and what they printed as `printed`."""
    space = {} if space is None else space
    with contextlib.redirect_stdout(io.StringIO()) as out:
        for source in sources:
            exec(source, space)
    return space | {"printed": out.getvalue()}


def edited(sources, old, new):
    """Return the cells with one line changed."""
    assert sum(source.count(old) for source in sources) == 1
    return [source.replace(old, new) for source in sources]


def given(name, *lines):
    """Run a notebook whose given values are assigned anew by these lines."""
    sources = cells(name)
    for line in lines:
        left = re.match(r"[\w, ]+ = ", line)[0]
        (place,) = [i for i, text in enumerate(sources) if re.search(rf"^{left}", text, re.M)]
        sources[place] = re.sub(rf"^{left}.*", rf"\g<0>\n{line}", sources[place], flags=re.M)
    return run(short(sources))


def short(sources):
    """Return the cells with fewer epochs: what they are given is not changed by that."""
    return [source.replace("epochs=10_000", "epochs=200") for source in sources]


def close(got, want, rtol=1e-9):
    for one, other in zip(got, want, strict=True):
        np.testing.assert_allclose(one, other, rtol=rtol, atol=1e-13)


def flat(pairs):
    return [P for pair in pairs for P in pair]


def start_of(seed):
    return network.initialise(np.random.default_rng(seed), (2, 2, 1), limits=(0, 1))


def names_of(source):
    """Return the names that a cell uses and does not bind, and those that it binds."""
    tree = ast.parse(source)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    local = {
        arg.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) for arg in node.args
    }
    inner = [ast.walk(part) for part in tree.body if isinstance(part, ast.FunctionDef)]
    inside = {id(node) for walk in inner for node in walk}
    bound = {
        node.id for node in nodes if isinstance(node.ctx, ast.Store) and id(node) not in inside
    }
    used = {node.id for node in nodes if isinstance(node.ctx, ast.Load)}
    return used - bound - local, bound


def bound_twice(sources):
    """Return the names that some cell takes from others, and more than one cell gives."""
    found = [names_of(source) for source in sources]
    used = set().union(*(names for names, _ in found))
    return {name for name in used if sum(name in bound for _, bound in found) > 1}


@pytest.mark.parametrize("name", FILES)
def test_a_cell_that_is_run_again_finds_what_it_found_before(name):
    assert bound_twice(cells(name)) == set()


def test_a_name_that_a_later_cell_replaces_is_found():
    assert bound_twice(["a = 1", "print(a)", "a = 2"]) == {"a"}


@pytest.mark.parametrize(
    "lines",
    [
        ["eta = 0.1"],
        ["X = np.array([[1, -2]])"],
        ["T = np.array([[0]])"],
        ["W1 = np.array([[1, 2], [-1, 3]])"],
        ["W1 = np.array([[-0.7, 0.4], [0.1, 0.3]])"],
        ["b1 = np.array([[1, -1]])"],
        ["W2 = np.array([[-2], [1]])"],
        ["b2 = np.array([[0.9]])"],
        ["eta = 2"],
        ["X = np.array([[0.5, 0.3], [1, 2]])", "T = np.array([[0.7], [0]])"],
    ],
    ids=str,
)
def test_the_worked_example_follows_what_is_given(lines):
    space = given("worked-example", *lines)
    X, T, W1, b1, W2, b2, eta = (space[k] for k in ("X", "T", "W1", "b1", "W2", "b2", "eta"))
    start, problem = [(W1, b1), (W2, b2)], (SIGMOIDS, "squared error")
    loss, found = network.loss_and_gradients(X, T, start, *problem)
    (dW1, db1), (_, db2) = found
    close([space[f"d{P}"] for P in ("W1", "b1", "W2", "b2")], flat(found))
    close([space["slope"]], [dW1[0, 0]], rtol=1e-5)
    if len(X) == 1:
        close([[space["delta11"], space["delta12"], space["delta_y"]]], [[*db1[0], db2[0, 0]]])
    moved = network.descend(start, found, eta)
    close(flat(space["after"]), flat(moved))
    after, _ = network.loss_and_gradients(X, T, moved, *problem)
    close([space["loss_before"], space["loss_after"]], [loss, after])
    moved = start
    for _ in range(301):
        _, found = network.loss_and_gradients(X, T, moved, *problem)
        moved = network.descend(moved, found, eta)
    close(flat(space["trained"]), flat(moved))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("w = W1[0, 0]", "w = 0.2", "W1 = np.array([[-0.7, 0.4], [0.1, 0.3]])"),
        ("W1.astype(float)", "W1.copy()", "W1 = np.array([[1, 2], [-1, 3]])"),
        ("t = T[0, 0]", "t = 0.7", "T = np.array([[0]])"),
        ("[(dW1, db1), (dW2, db2)], eta)", "[(dW1, db1), (dW2, db2)], 0.1)", "eta = 2"),
    ],
)
def test_a_value_that_is_written_twice_is_found(monkeypatch, old, new, line):
    sources = edited(cells("worked-example"), old, new)
    monkeypatch.setitem(globals(), "cells", lambda name: list(sources))
    with pytest.raises(AssertionError):
        test_the_worked_example_follows_what_is_given([line])


@pytest.mark.parametrize(
    "lines",
    [
        ["seed = 7"],
        ["X = np.array([[0.5, 0], [0, 1], [1, 0.1], [0.9, 1]])"],
        ["T = np.array([[1], [0], [0], [1]])"],
        ["eta = 0.5"],
    ],
    ids=str,
)
def test_xor_follows_what_is_given(lines):
    space = given("xor", *lines)
    X, T, seed, eta = (space[name] for name in ("X", "T", "seed", "eta"))
    start = start_of(seed)
    loss, found = network.loss_and_gradients(X, T, start, SIGMOIDS, "squared error")
    names = "loss", "dW1", "db1", "dW2", "db2"
    close([space[name] for name in names], [loss, *flat(found)])
    changed = X * np.where(np.arange(8).reshape(4, 2) == 6, -1 / X[3, 0], 1)
    for name, P, data in (
        ("trained", start, X),
        ("stuck", start_of(3), X),
        ("relabelled", start, changed),
    ):
        close(flat(space[name]), flat(xor.train(P, data, T, eta, epochs=200)[0]))


def output_bias_and_no_inputs():
    higher = given("worked-example", "b2 = np.array([[0.2]])")["A2"]
    assert higher > run(cells("worked-example"))["A2"]
    assert given("worked-example", "X = np.array([[0, 0]])")["A2"] > 0.1


def target_moved():
    name = "worked-example"
    before, after = run(cells(name)), given(name, "T = np.array([[0.6]])")
    for numbers in ("delta_y", "delta11", "delta12", "dW1", "db1", "dW2", "db2"):
        assert np.all(before[numbers] * after[numbers] < 0)
    backward = [source for source in cells(name) if re.search(r"^(delta_y|dA2) = ", source, re.M)]
    assert len(backward) == 2
    space = run(["T = A2", *backward], before)
    assert (
        re.findall("[1-9]", re.sub(r"dA1|delta1|dW\d|into 2|from x\d", "", space["printed"])) == []
    )


def nudge_resized():
    name = "worked-example"
    for h in ("1.0", "1e-15"):
        space = run(edited(cells(name), "h = 1e-6", f"h = {h}"))
        assert abs(space["slope"] / space["dW1"][0, 0] - 1) > 1e-3


def step_doubled():
    eta, rises = 0.1, False
    while not rises and eta < 1e6:
        eta = 2 * eta
        space = given("worked-example", f"eta = {eta}")
        rises = space["loss_after"] > space["loss_before"]
    assert rises


def bias_left_alone():
    sources = edited(
        cells("worked-example"),
        "[first, (dW2, db2)]",
        "[first, (dW2, 0 * db2)]",
    )
    space = run(sources)
    assert np.array_equal(space["trained"][1][1], space["b2"])
    two = given(
        "worked-example", "X = np.array([[0.5, 0.3], [1, 2]])", "T = np.array([[0.7], [0]])"
    )
    assert len(re.findall(r"^ *\d00  \S+ \S+  \S+$", two["printed"], re.M)) == 3


def answers_alike():
    space = run(short(cells("xor")))
    assert np.ptp(space["A2"]) < 0.02 < np.ptp(space["A1"])


def all_equal():
    start = "start = [(W1, b1), (W2, b2)]"
    equal = "W1, b1, W2, b2 = (np.full_like(P, 0.5) for P in (W1, b1, W2, b2))"
    space = run(short(edited(cells("xor"), start, f"{equal}\n{start}")))
    assert np.array_equal(space["delta1"][:, 0], space["delta1"][:, 1])
    assert np.array_equal(space["trained"][0][0][:, 0], space["trained"][0][0][:, 1])


def longer_steps():
    for eta in (1, 10):
        old = "train(start, X, T, eta=eta)"
        new = old.replace("=eta", f"={eta}")
        space = run(short(edited(cells("xor"), f"losses = {old}", f"losses = {new}")))
        trained, _ = xor.train(space["start"], xor.X, xor.T, eta, epochs=200)
        close(flat(space["trained"]), flat(trained))


def more_seeds():
    space = run(cells("xor"))
    loop = (
        "def start_of(seed):\n"
        "    return initialise(np.random.default_rng(seed), (2, 2, 1), limits=(0, 1))\n\n"
        "def ends(seed):\n"
        "    return forward(X, train(start_of(seed), X, T)[0])[-1]\n\n"
        "found = [seed for seed in range(2, 5) if not solved(ends(seed), T)]\n"
        "longer = train(start_of(found[0]), X, T, epochs=30_000)"
    )
    assert run([loop], space)["found"] == [3]


def five_rows():
    space = given("xor", "X = np.vstack([X, [[-1, 1]]])", "T = np.vstack([T, [[0]]])")
    trained, _ = xor.train(space["start"], space["X"], space["T"], epochs=200)
    close(flat(space["trained"]), flat(trained))
    assert len(space["answers"]) == 5


PROMPTS = {
    "Make the output's bias": output_bias_and_no_inputs,
    "Move the target": target_moved,
    "Make the nudge": nudge_resized,
    "How large may the learning rate": step_doubled,
    "Keep the bias": bias_left_alone,
    "Why are the four predictions": answers_alike,
    "Give all parameters the same value": all_equal,
    "Pass `eta=1`": longer_steps,
    "Let a loop over the seeds": more_seeds,
    "Train on all five": five_rows,
}


@pytest.mark.parametrize("words", PROMPTS)
def test_a_prompt_does_what_it_says(words):
    PROMPTS[words]()


def test_every_prompt_is_carried_out():
    prose = [text for name in FILES for text in cells(name, "markdown")]
    prompts = [part for text in prose for part in text.split("**Try it.** ")[1:]]
    assert len(prompts) == len(PROMPTS)
    assert all(any(prompt.startswith(words) for prompt in prompts) for words in PROMPTS)
