"""What the tests of the snippets share."""

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st

settings.register_profile("repeatable", derandomize=True, max_examples=20, deadline=None)
settings.load_profile("repeatable")

generators = st.integers(0, 2**32 - 1).map(np.random.default_rng)


def refuses(*cases):
    """Return a test: each call raises a ValueError that says its sentence."""

    @pytest.mark.parametrize(("call", "sentence"), cases)
    def test(call, sentence):
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - its sentence is compared below
            call()
        assert sentence in str(caught.value)

    return test


def flat(pairs):
    """Return [W1, b1, W2, b2, …] of [(W1, b1), (W2, b2), …]."""
    return [P for pair in pairs for P in pair]


def assert_close(found, expected, **tolerance):
    """Fail unless each array of some pairs is close to its like."""
    for P, Q in zip(flat(found), flat(expected), strict=True):
        assert pytest.approx(Q, **tolerance) == P
