"""Optimisers: pure functions of parameters, gradients and state."""

import numpy as np

from snippets.checks import check_decay, check_like, check_positive


def zeros(parameters):
    """Return an array of zeros for each parameter."""
    return [np.zeros(np.shape(P)) for P in parameters]


def check_step(parameters, eta, *betas, epsilon=1, **others):
    """Return the parameters and the others, checked, as floats.

    `others` are named lists of finite arrays, one array for each
    parameter. Raises ValueError where no step can be taken.
    """
    check_positive("eta", eta)
    check_positive("epsilon", epsilon)
    for beta in betas:
        if not 0 <= beta < 1:
            raise ValueError(
                f"beta: got {beta}, want 0 or more, below 1"
            )
    named = {"parameters": parameters} | others
    return [
        check_like(name, named[name], parameters) for name in named
    ]


def sgd(parameters, gradients, state=None, eta=0.001):
    """Return the parameters after a step; there is no state."""
    parameters, gradients = check_step(
        parameters, eta, gradients=gradients
    )
    moved = [
        P - eta * g
        for P, g in zip(parameters, gradients, strict=True)
    ]
    return moved, state


def momentum(
    parameters, gradients, state=None, eta=0.001, beta=0.9
):
    """Return the parameters after a step, and the running sums."""
    state = zeros(parameters) if state is None else state
    parameters, gradients, state = check_step(
        parameters, eta, beta, gradients=gradients, state=state
    )
    sums = [
        beta * u + g for u, g in zip(state, gradients, strict=True)
    ]
    moved = [
        P - eta * u for P, u in zip(parameters, sums, strict=True)
    ]
    return moved, sums


def mean(old, new, beta):
    """Return beta × each old value + (1 - beta) × each new one."""
    return [
        beta * was + (1 - beta) * now
        for was, now in zip(old, new, strict=True)
    ]


def squares(gradients):
    """Return the square of each gradient, in double precision.

    Raises ValueError for one too large to be squared.
    """
    with np.errstate(over="ignore"):
        squared = [np.square(g, dtype=float) for g in gradients]
    if not all(np.isfinite(g).all() for g in squared):
        raise ValueError(
            "gradients: got a number above 1e154, "
            "want smaller ones: they are squared"
        )
    return squared


def rmsprop(
    parameters,
    gradients,
    state=None,
    eta=0.01,
    beta=0.99,
    epsilon=1e-8,
):
    """Return the parameters after a step, and the mean squares."""
    state = zeros(parameters) if state is None else state
    named = {"gradients": gradients, "state": state}
    parameters, gradients, state = check_step(
        parameters, eta, beta, epsilon=epsilon, **named
    )
    v = mean(state, squares(gradients), beta)
    moved = [
        P - eta * g / (np.sqrt(vP) + epsilon)
        for P, g, vP in zip(parameters, gradients, v, strict=True)
    ]
    return moved, v


def adam(
    parameters,
    gradients,
    state=None,
    eta=0.001,
    beta1=0.9,
    beta2=0.999,
    epsilon=1e-8,
):
    """Return the parameters after a step, and (step, m, v).

    Raises ValueError for shapes that differ, eta or epsilon ≤ 0, a
    beta outside [0, 1). Source: Kingma & Ba 2014, Algorithm 1.
    """
    if state is None:
        state = 0, zeros(parameters), zeros(parameters)
    step, m, v = state
    named = {"gradients": gradients, "m": m, "v": v}
    parameters, gradients, m, v = check_step(
        parameters, eta, beta1, beta2, epsilon=epsilon, **named
    )
    step = step + 1
    m = mean(m, gradients, beta1)
    v = mean(v, squares(gradients), beta2)
    moved = []
    for P, mP, vP in zip(parameters, m, v, strict=True):
        m_hat = mP / (1 - beta1**step)
        v_hat = vP / (1 - beta2**step)
        moved.append(P - eta * m_hat / (np.sqrt(v_hat) + epsilon))
    return moved, (step, m, v)


def adamw(
    parameters,
    gradients,
    state=None,
    eta=0.001,
    lam=0.01,
    **others,
):
    """Return a step of `adam` after shrinking each parameter.

    `others` are beta1, beta2, epsilon. Raises ValueError as `adam`
    and for lam below 0. Source: Loshchilov & Hutter 2017, but lam
    is multiplied by eta, as PyTorch and Optax do.
    """
    check_decay(lam)
    (parameters,) = check_step(parameters, eta)
    shrunk = [(1 - eta * lam) * P for P in parameters]
    return adam(shrunk, gradients, state, eta, **others)
