"""The worked example in JAX: blocks of a page, and `results`."""

# %% network
import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
X = jnp.array([[0.5, 0.3]])
T = jnp.array([[0.7]])
W1 = jnp.array([[0.2, 0.4], [0.1, 0.3]])
b1 = jnp.array([0.1, 0.2])
W2 = jnp.array([[0.5], [0.6]])
b2 = jnp.array([0.1])
parameters = W1, b1, W2, b2
eta = 0.1


def model(parameters, X):
    W1, b1, W2, b2 = parameters
    A1 = jax.nn.sigmoid(X @ W1 + b1)
    return jax.nn.sigmoid(A1 @ W2 + b2)


# %% forward
def loss(parameters, X, T):
    return jnp.sum((model(parameters, X) - T) ** 2)


A2 = model(parameters, X)
L = loss(parameters, X, T)
print(f"prediction {A2.item():.8f}, loss {L.item():.8f}")

# %% backward
slopes = jax.grad(loss)(parameters, X, T)
for name, dP in zip(["dW1", "db1", "dW2", "db2"], slopes):
    print(name, np.round(np.asarray(dP), 8).tolist())


# %% step
def descend(P, dP):
    return P - eta * dP


after = jax.tree.map(descend, parameters, slopes)
A2_after = model(after, X)
L_after = loss(after, X, T)
print(f"prediction {A2_after.item():.8f}, loss {L_after.item():.8f}")

# %% results
results = {
    "loss": L,
    "gradients": list(slopes),
    "after": list(after),
    "loss after": L_after,
}
