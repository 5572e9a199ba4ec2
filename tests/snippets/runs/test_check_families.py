import numpy as np
import pytest

from snippets.gradient_check import VERDICTS, relative_difference
from snippets.network import network_loss
from snippets.numerical_gradients import complex_step, one_by_one
from snippets.runs import check_families as families
from snippets.runs.check_families import FAMILIES, random_check, tried, verdicts_on, wrong_gradients


@pytest.mark.parametrize("family", FAMILIES)
def test_the_right_gradient_is_right_and_the_wrong_ones_are_not(family):
    """By the complex step alone, array by array."""
    for seed in range(6):
        f, arrays, gradients = random_check(family, seed)
        told = one_by_one(complex_step, f, [P.astype(float) for P in arrays])
        short = any(P.dtype == np.float32 for P in arrays)
        right = gradients.pop("right")
        assert max(map(relative_difference, right, told)) < (1e-5 if short else 1e-9)
        for gradient in gradients.values():
            assert any(
                np.any(np.abs(dP - slope) > 4e-4 * np.abs(slope))
                for dP, slope in zip(gradient, told, strict=True)
            )


def drawn(family, count=12):
    return [random_check(family, seed) for seed in range(count)]


def test_the_families_are_what_they_are_called():
    assert {len(arrays) // 2 for _, arrays, _ in drawn(families.DEEP, 40)} == {6, 7, 8, 9, 10}
    assert all(P.dtype == np.float32 for _, Ps, _ in drawn(families.SHORT) for P in Ps)
    assert all(np.abs(P - 1e6).max() < 10 for _, Ps, _ in drawn(families.NEAR) for P in Ps)
    assert all(f(arrays) > 1e4 for f, arrays, _ in drawn(families.OFFSET))
    assert np.median([f(arrays) for f, arrays, _ in drawn(families.SURE)]) < 1e-3
    sizes = [max(np.abs(W).max() for W in Ps[::2]) for _, Ps, _ in drawn(families.WEIGHTS)]
    assert min(sizes) < 10 < 20 < max(sizes) < 200


@pytest.fixture
def networks(monkeypatch):
    """What is given to each call of network_loss: X, T, layers, names, loss."""
    seen = []
    monkeypatch.setattr(
        families, "network_loss", lambda *given: seen.append(given) or network_loss(*given)
    )
    return seen


def test_the_inputs_are_large_or_small(networks):
    for f, arrays, _ in drawn(families.INPUTS):
        f(arrays)
    sizes = [np.abs(X).max() for X, *_ in networks]
    assert 1e-5 < min(sizes) < 1e-3
    assert 1e3 < max(sizes) < 1e5


def test_one_sum_of_a_relu_is_a_millionth_from_its_kink(networks):
    for f, arrays, _ in drawn(families.RELU):
        f(arrays)
    for X, _, ((W, b), *_), names, _ in networks:
        assert set(names) <= {"relu", "identity"}
        assert (X @ W + b)[0, 0] == pytest.approx(1e-6, rel=1e-6)
    assert len(networks) == 12


def test_each_mistake_is_what_it_is_called():
    rng = np.random.default_rng(0)
    right = [np.arange(1.0, 10).reshape(3, 3), np.ones((1, 2))]
    wrong = wrong_gradients(rng, right, [2 * dP for dP in right])
    assert wrong["sign"][0].tolist() == (-right[0]).tolist()
    assert wrong["factor 1.001"][1].tolist() == [[1.001, 1.001]]
    assert wrong["transposed"][0].tolist() == right[0].T.tolist()
    assert wrong["transposed"][1].tolist() == right[1].tolist()
    assert wrong["stale weights"][1].tolist() == [[2, 2]]
    changed = [a != b for a, b in zip(wrong["zeroed entry"], right, strict=True)]
    assert sum(map(np.sum, changed)) == 1


def test_a_mistake_that_changes_nothing_is_left_out():
    symmetric = [np.ones((2, 2)), np.zeros((1, 2))]
    wrong = wrong_gradients(np.random.default_rng(0), symmetric, symmetric)
    assert {"sign", "factor 1.001"} == set(wrong) - {"zeroed entry"}
    nothing = [np.zeros((1, 2))]
    assert wrong_gradients(np.random.default_rng(0), nothing, nothing) == {}


def test_four_checks_give_their_verdicts():
    """The slope of x³ at 1 is 3; a zeroed entry beside 3e8 passes where one scale is for all."""
    disagrees, _, agrees = VERDICTS
    arrays = [np.array([1.0, 1e-4])]

    def f(arrays):
        return np.sum(np.array([1e8, 1]) * arrays[0] ** 3)

    right, zeroed = np.array([3e8, 3e-8]), np.array([3e8, 0.0])
    found = verdicts_on(f, arrays, {"right": [right], "zeroed": [zeroed], "sign": [-right]})
    assert found["right"][1] == agrees
    assert found["zeroed"][:2] == [agrees, agrees]
    assert agrees not in found["zeroed"][2:]
    assert found["sign"] == [disagrees] * 4


@pytest.mark.parametrize("family", FAMILIES)
def test_no_right_gradient_is_called_wrong_and_no_wrong_one_right(family):
    """On problems that the committed experiment does not draw."""
    disagrees, _, agrees = VERDICTS
    for seed in range(1000, 1005):
        found = verdicts_on(*random_check(family, seed))
        assert disagrees not in found.pop("right")[2:]
        assert all(agrees not in words[2:] for words in found.values())


def test_verdicts_are_counted(monkeypatch):
    def pretend(f, arrays, gradients):
        return {"right": [VERDICTS[f % 2], "agrees"]} | ({"sign": ["disagrees"]} if f > 38 else {})

    monkeypatch.setattr(families, "random_check", lambda family, seed: (seed, [], {}))
    monkeypatch.setattr(families, "verdicts_on", pretend)
    assert tried(("plain", 20)) == {"right": [[10, 10, 0], [0, 0, 20]], "sign": [[1, 0, 0]]}
