"""What the page on Adam compares with, what its letters mean, and what its checks must reject."""

import numpy as np

from snippets import worked_example as ex
from snippets.losses import squared_error_derivative
from snippets.optimizers import adam
from tests.test_adam_measurements import duel, fair, range_of, solved_by, sparse_runs, xor_runs

# the page quotes them
FROM_MEASUREMENTS = duel, fair, range_of, solved_by, sparse_runs, xor_runs


def three_steps(eta=0.01):
    """Return g, m, v, the corrected m, the root of the corrected v and w after steps 1, 2, 3."""
    P, state, rows = [ex.W1, ex.b1, ex.W2, ex.b2], None, []
    for step in (1, 2, 3):
        _, A1, _, A2 = ex.forward(ex.X, [P[:2], P[2:]])
        errors = ex.deltas(squared_error_derivative(A2, ex.T), P[2], A1, A2)
        G = [part for pair in ex.gradients(ex.X, A1, *errors) for part in pair]
        P, state = adam(P, G, state, eta)
        m, v = state[1][2][0, 0], state[2][2][0, 0]
        corrected = m / (1 - 0.9**step), np.sqrt(v / (1 - 0.999**step))
        rows.append([G[2][0, 0], m, v, *corrected, P[2][0, 0]])
    return rows


history = three_steps()
(g1, m1, v1, mh1, rv1, w1), (g2, m2, v2, mh2, rv2, w2), _ = history


READINGS = {
    "momentum": {
        r"u_\tau": "after(momentum, slopes, eta=eta, beta=beta)[1][0]",
        r"u_{\tau-1}": "after(momentum, slopes[:-1], eta=eta, beta=beta)[1][0]",
        r"w_\tau": "after(momentum, slopes, eta=eta, beta=beta)[0]",
        r"w_{\tau-1}": "after(momentum, slopes[:-1], eta=eta, beta=beta)[0]",
        r"g_\tau": "slopes[-1]",
    },
    "steady": {
        "u": "after(momentum, np.full(400, 0.3), beta=beta)[1][0]",
        "g": "0.3",
    },
    "rms": {
        r"v_\tau": "after(rmsprop, slopes, epsilon=0.03)[1][0]",
        r"v_{\tau-1}": "after(rmsprop, slopes[:-1], epsilon=0.03)[1][0]",
        r"w_\tau": "after(rmsprop, slopes, epsilon=0.03)[0]",
        r"w_{\tau-1}": "after(rmsprop, slopes[:-1], epsilon=0.03)[0]",
        r"g_\tau": "slopes[-1]",
        r"\varepsilon": "0.03",
    },
    ("means", "corrected", "adam"): {
        r"m_\tau": "after(adam, slopes)[1][1][0]",
        r"m_{\tau-1}": "after(adam, slopes[:-1])[1][1][0]",
        r"v_\tau": "after(adam, slopes)[1][2][0]",
        r"v_{\tau-1}": "after(adam, slopes[:-1])[1][2][0]",
        r"w_\tau": "after(adam, slopes, epsilon=0.03)[0]",
        r"w_{\tau-1}": "after(adam, slopes[:-1], epsilon=0.03)[0]",
        r"\hat m_\tau": "m_hat",
        r"\hat v_\tau": "v_hat",
        r"g_\tau": "slopes[-1]",
        r"\varepsilon": "0.03",
    },
    ("unrolled", "weights"): {
        r"m_\tau": "m[0]",
        "r": "(1 - 0.9) * sum(weights)",
        "g_i": "slopes[i - 1]",
        "i": "i",
    },
    "first-step": {
        "w_1": "after(adam, [-0.02], w=0.3, eta=0.01)[0]",
        "w_0": "0.3",
        "g_1": "-0.02",
        r"\eta": "0.01",
        r"\approx": "1e-6",
    },
    "adamw": {
        r"w_\tau": "after(adamw, slopes, w=0.7, eta=eta, lam=lam, epsilon=0.03)[0]",
        r"w_{\tau-1}": "after(adamw, slopes[:-1], w=0.7, eta=eta, lam=lam, epsilon=0.03)[0]",
        r"\hat m_\tau": "after(adamw, slopes)[1][1][0] / (1 - 0.9 ** len(slopes))",
        r"\hat v_\tau": "after(adamw, slopes)[1][2][0] / (1 - 0.999 ** len(slopes))",
        r"\varepsilon": "0.03",
    },
    "m_1 &= 0.9": {
        "m_1": "m1",
        "v_1": "v1",
    },
    r"\hat m_1 &=": {
        r"\hat m_1": "mh1",
        r"\sqrt{\hat v_1}": "rv1",
        "w_1": "w1",
    },
    "m_2 &= 0.9": {
        "m_2": "m2",
        r"\hat m_2": "mh2",
        "v_2": "v2",
        r"\sqrt{\hat v_2}": "rv2",
        "w_2": "w2",
    },
    r"\beta r &=": {
        "r": "(1 - 0.7) * (1 + 0.7 + 0.49)",
        r"\beta": "0.7",
    },
}
WRONG = {
    "momentum": [
        ("beta * u + g", "beta * u + (1 - beta) * g"),
        ("w - eta * u", "w - eta * g"),
        ("beta * u + g", "u + g"),
    ],
    "steady": [
        ("1 / (1 - beta))", "1 / beta)"),
        ("1 / (1 - beta))", "1.0)"),
    ],
    "rms": [
        ("(1 - beta) * g**2", "g**2"),
        ("(1 - beta) * g**2", "(1 - beta) * abs(g)"),
        ("(np.sqrt(v) + epsilon)", "(v + epsilon)"),
    ],
    "means": [
        ("(1 - beta1) * g", "(1 - beta2) * g"),
        ("(1 - beta2) * g**2", "(1 - beta2) * abs(g)"),
        ("beta2 * v +", "beta1 * v +"),
    ],
    "corrected": [
        ("m / (1 - beta1**step)", "m / (1 - beta1)"),
        ("v / (1 - beta2**step)", "v / (1 - beta1**step)"),
        ("m / (1 - beta1**step)", "m"),
    ],
    "adam": [
        ("np.sqrt(v_hat)", "v_hat"),
        ("w - eta * m_hat", "w + eta * m_hat"),
        ("w - eta * m_hat", "w - eta * g"),
    ],
    "unrolled": [
        ("(1 - 0.9) * sum(np.array(weights) * slopes)", "sum(np.array(weights) * slopes)"),
        ("np.array(weights) * slopes", "np.array(weights[::-1]) * slopes"),
    ],
    "weights": [
        ("1 - 0.9**steps)", "1 - 0.9 ** (steps + 1))"),
        ("1 - 0.9**steps)", "1.0)"),
    ],
    "first-step": [
        ("-0.01 * g / (abs(g) + 1e-8)", "-0.01 * g"),
        ("abs(g) + 1e-8", "abs(g)"),
        ("-0.01 * np.sign(g)", "-0.01 * g"),
        ("-0.01 * g / (abs(g)", "0.01 * g / (abs(g)"),
    ],
    "adamw": [
        ("(1 - eta * lam) * w - eta * ratio", "(1 - lam) * w - eta * ratio"),
        ("(1 - eta * lam) * w - eta * ratio", "w - eta * ratio"),
        ("(1 - eta * lam) * w - eta * ratio", "(1 - eta * lam) * (w - eta * ratio)"),
    ],
}
