"""A 3-4-2 network whose gradient is checked, and its loss."""

import numpy as np

from snippets.network import initialise, network_loss

rng = np.random.default_rng(11)
X = rng.normal(size=(5, 3))  # five samples, three inputs
T = rng.uniform(size=(5, 2))  # two targets per sample
layers = initialise(rng, [3, 4, 2])  # [(W1, b1), (W2, b2)]
sigmoids = ["sigmoid", "sigmoid"]


def loss_by_first(X, T, layers, activations=sigmoids):
    """Return the loss as a function of W1 alone."""
    (_, b1), *others = layers

    def loss(W1):
        changed = [(W1, b1), *others]
        return network_loss(
            X, T, changed, activations, "squared error"
        )

    return loss
