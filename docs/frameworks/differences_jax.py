"""Where JAX differs: blocks of a page, and `results`."""

# %% precision
import jax
import jax.numpy as jnp

print(jnp.array([0.1]).dtype)


# %% gradients
def square(w):
    return w**2


slope = jax.grad(square)
print(slope(3.0), slope(3.0))

# %% integers
try:
    slope(3)
except TypeError as error:
    print(str(error).partition(" (")[0])

# %% results
from jax.test_util import check_grads

check_grads(square, (3.0,), order=1)  # raises where it does not hold
results = {"slope": slope(3.0)}
