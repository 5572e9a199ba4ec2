import numpy as np
import pytest

from snippets.losses import squared_error, squared_error_derivative

rng = np.random.default_rng(0)
A, T = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))


@pytest.mark.parametrize(("convention", "factor"), [("sum", 1), ("half", 0.5), ("mean", 1 / 12)])
def test_each_convention(convention, factor):
    by_hand = factor * sum((a - t) ** 2 for a, t in zip(A.flat, T.flat, strict=True))
    assert squared_error(A, T, convention) == pytest.approx(by_hand, rel=1e-14)


@pytest.mark.parametrize("convention", ["sum", "half", "mean"])
def test_each_derivative_belongs_to_its_loss(convention):
    slope = np.empty(A.shape)
    for place in np.ndindex(A.shape):
        moved = A.astype(complex)
        moved[place] += 1e-20j
        slope[place] = squared_error(moved, T, convention).imag / 1e-20
    assert squared_error_derivative(A, T, convention) == pytest.approx(slope, rel=1e-13)


@pytest.mark.parametrize("function", [squared_error, squared_error_derivative])
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((A, T[:, 0]), r"T: got shape \(4,\), want \(4, 3\)"),
        ((A[:, :1], T), r"T: got shape \(4, 3\), want \(4, 1\)"),
        ((A[:0], T[:0]), r"A: got shape \(0, 3\), want \(any, any\)"),
        ((A, np.full((4, 3), np.nan)), "T: got NaN or infinity"),
        ((A, T, "rms"), "convention: got 'rms', want sum, half or mean"),
    ],
)
def test_bad_input_is_named(function, arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        function(*arguments)
