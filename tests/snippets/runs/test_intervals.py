import math

import numpy as np
import pytest

from snippets.runs.intervals import wilson_interval
from tests.snippets.conftest import refuses


@pytest.mark.parametrize(("successes", "runs"), [(84, 100), (399, 500), (1, 3)])
def test_each_end_is_the_share_that_lies_1_96_standard_errors_away(successes, runs):
    """Wilson's definition; the standard error is that of the end, not of the observed share."""
    for end in wilson_interval(successes, runs):
        error = math.sqrt(end * (1 - end) / runs)
        assert abs(successes / runs - end) == pytest.approx(1.959964 * error, rel=1e-9)


@pytest.mark.parametrize("runs", [1, 100, 500])
def test_none_and_all_mirror_each_other(runs):
    low, high = wilson_interval(0, runs)
    assert low == 0
    assert high == pytest.approx(1.959964**2 / (runs + 1.959964**2))
    assert wilson_interval(runs, runs) == pytest.approx((1 - high, 1 - low))


def test_no_end_is_outside_of_zero_and_one_and_none_misses_the_share():
    """Rounding put 1,082 of these 4,000 intervals outside."""
    for runs in range(1, 2001):
        for successes in (0, runs):
            low, high = wilson_interval(successes, runs)
            assert 0 <= low <= successes / runs <= high <= 1


def test_bytes_do_not_overflow():
    assert wilson_interval(np.uint8(150), np.uint8(200)) == wilson_interval(150, 200)


test_bad_input_is_named = refuses(
    (lambda: wilson_interval(-1, 5), "successes: got -1, want a whole number from 0 to 5"),
    (lambda: wilson_interval(6, 5), "successes: got 6, want a whole number from 0 to 5"),
    (lambda: wilson_interval(0, 0), "runs: got 0, want a whole number from 1 up"),
    (lambda: wilson_interval(0.5, 1), "successes: got 0.5"),
)
