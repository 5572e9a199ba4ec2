"""XOR in JAX: blocks of a page, and `results`."""

# %% network
import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
X = jnp.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
T = jnp.array([[0.0], [1], [1], [0]])

rng = np.random.default_rng(0)
W1, b1 = rng.uniform(0, 1, (2, 2)), rng.uniform(0, 1, 2)
W2, b2 = rng.uniform(0, 1, (2, 1)), rng.uniform(0, 1, 1)
parameters = W1, b1, W2, b2


def model(parameters, X):
    W1, b1, W2, b2 = parameters
    A1 = jax.nn.sigmoid(X @ W1 + b1)
    return jax.nn.sigmoid(A1 @ W2 + b2)


# %% train
def loss(parameters):
    return jnp.sum((model(parameters, X) - T) ** 2) / 2


def descend(P, dP):
    return P - 0.1 * dP


@jax.jit
def step(parameters):
    L, slopes = jax.value_and_grad(loss)(parameters)
    return jax.tree.map(descend, parameters, slopes), L


losses = []
for epoch in range(10_000):
    parameters, L = step(parameters)
    losses.append(L.item())

A2 = model(parameters, X)
print(f"loss {losses[0]:.4f} -> {losses[-1]:.4f}")
print(np.round(np.asarray(A2), 4).tolist())

# %% results
results = {"losses": losses[::1000], "predictions": A2}
