"""What the formula on the home page means."""

import numpy as np

from snippets.activations import sigmoid


def loss(w, z=None):
    """Return the loss of one weight w with the activation 0.6 at its start; or of the sum z."""
    return (sigmoid(0.6 * w + 0.1 if z is None else z) - 0.7) ** 2


def test_the_weight_reaches_the_loss_by_its_sum_alone():
    assert np.isclose(loss(0.5), loss(None, 0.6 * 0.5 + 0.1))


READINGS = {
    r"\err{\delta}\,\fwd{a}": {
        r"\frac{\partial L}{\partial w}": "complex_step(loss, 0.5)",
        r"\delta": "complex_step(lambda z: loss(None, z), 0.4)",
        "a": "0.6",
    },
}
