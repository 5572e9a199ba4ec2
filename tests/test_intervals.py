import math

import pytest

from snippets.intervals import wilson_interval


@pytest.mark.parametrize(("successes", "runs"), [(84, 100), (399, 500), (1, 3)])
def test_each_end_is_the_share_that_lies_1_96_standard_errors_away(successes, runs):
    """Wilson's definition; the standard error is that of the end, not of the observed share."""
    for end in wilson_interval(successes, runs):
        error = math.sqrt(end * (1 - end) / runs)
        assert abs(successes / runs - end) == pytest.approx(1.959964 * error, rel=1e-9)


@pytest.mark.parametrize("runs", [1, 100, 500])
def test_none_and_all_mirror_each_other(runs):
    low, high = wilson_interval(0, runs)
    assert low == pytest.approx(0, abs=1e-12)
    assert high == pytest.approx(1.959964**2 / (runs + 1.959964**2))
    assert wilson_interval(runs, runs) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(("successes", "runs"), [(-1, 5), (6, 5), (0, 0)])
def test_bad_input_is_named(successes, runs):
    with pytest.raises(ValueError, match=f"successes: got {successes} of {runs} runs"):
        wilson_interval(successes, runs)
