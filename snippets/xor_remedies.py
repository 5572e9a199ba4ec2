"""XOR with another loss, with momentum, and with longer steps."""

from snippets.checks import check_positive, check_whole, look_up
from snippets.network import descend
from snippets.worked_example import forward, gradients
from snippets.xor import T, X

# by name of the loss: delta2, given the predictions A2
DELTAS = {
    "squared error": lambda A2: 2 * (A2 - T) * A2 * (1 - A2),
    "cross-entropy": lambda A2: A2 - T,
}


def predictions_after(
    parameters, loss, eta, momentum=0, epochs=10_000
):
    """Return A2 (4, 1) for the rows of XOR after training.

    `parameters` are [(W1, b1), (W2, b2)]; `loss` is in DELTAS.
    Each step is the gradient plus `momentum` times the step before.
    Raises ValueError for an unknown loss, a bad eta or epochs.
    """
    check_positive("eta", eta)
    check_whole("epochs", epochs)
    delta_of = look_up("loss", loss, DELTAS)
    step = [(0 * W, 0 * b) for W, b in parameters]
    for _ in range(epochs):
        _, A1, _, A2 = forward(X, parameters)
        delta2 = delta_of(A2)
        W2 = parameters[1][0]
        delta1 = delta2 @ W2.T * A1 * (1 - A1)
        found = gradients(X, A1, delta1, delta2)
        step = [
            (momentum * V + dW, momentum * v + db)
            for (V, v), (dW, db) in zip(step, found, strict=True)
        ]
        parameters = descend(parameters, step, eta)
    return forward(X, parameters)[-1]
