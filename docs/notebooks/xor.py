# %% [markdown]
# ---
# title: "Notebook: XOR"
# description: XOR as a notebook, to train and to break. Change the seed, the step or the data.
# ---
#
# # Notebook: XOR
#
# These are the steps of [the lesson about XOR](../xor.md), as code to run and to change. Read
# the lesson for the reasons; come here to play. Guess first, then change a line, and run all
# cells below it again.

# %% [markdown] tags=["site"]
# [Download this notebook](xor.ipynb){ download="xor.ipynb" } and open it in Jupyter. It needs
# Python and NumPy, no network and no other file: in the download the first cell holds the
# functions themselves. What you see below was printed when this site was built.

# %% [markdown]
# ## The functions
#
# Run this cell first. The lesson explains these functions one by one.

# %%
import numpy as np

from snippets.losses import (
    squared_error,
    squared_error_derivative,
)
from snippets.network import descend, initialise
from snippets.worked_example import deltas, forward, gradients
from snippets.xor import solved, train

# %% [markdown]
# ## The data
#
# Four samples, a row each. The target is one if exactly one of the inputs is.

# %%
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
T = np.array([[0], [1], [1], [0]])

# %% [markdown]
# ## Initialize weights and biases
#
# Nine parameters, drawn between zero and one. The same seed gives the same nine.

# %%
seed = 0
rng = np.random.default_rng(seed)
(W1, b1), (W2, b2) = initialise(rng, (2, 2, 1), limits=(0, 1))
for name, P in [("W1", W1), ("b1", b1), ("W2", W2), ("b2", b2)]:
    print(name, np.round(P, 4).tolist())

# %% [markdown]
# ## Forward pass
#
# All four rows at once:

# %%
start = [(W1, b1), (W2, b2)]
Z1, A1, Z2, A2 = forward(X, start)
print(np.round(np.hstack([A1, A2]), 4))

# %% [markdown]
# **Try it.** Why are the four answers so much alike? Look at the first two columns, which
# are `A1`, and then at what `W2` makes of them.

# %% [markdown]
# ## Loss
#
# Half of the squared misses, added up over the rows:

# %%
loss = squared_error(A2, T, "half")
print(f"{loss:.4f}")

# %% [markdown]
# ## Backpropagation
#
# The errors, last layer first, a row for each sample:

# %%
dA2 = squared_error_derivative(A2, T, "half")
delta1, delta2 = deltas(dA2, W2, A1, A2)
print("delta2", np.round(delta2, 4).tolist())
print("delta1", np.round(delta1[:2], 4).tolist())
print("      ", np.round(delta1[2:], 4).tolist())

# %% [markdown]
# The gradients, each a sum over the rows:

# %%
(dW1, db1), (dW2, db2) = gradients(X, A1, delta1, delta2)
for layer, (dW, db) in enumerate([(dW1, db1), (dW2, db2)], 1):
    print(f"dW{layer}", np.round(dW, 4).tolist())
    print(f"db{layer}", np.round(db, 4).tolist())

# %% [markdown]
# And one step against them:

# %%
eta = 0.1
after = descend(start, [(dW1, db1), (dW2, db2)], eta)
loss_after = squared_error(forward(X, after)[-1], T, "half")
print(f"loss {loss:.4f} -> {loss_after:.4f}")

# %% [markdown]
# **Try it.** Give all parameters the same value, with `np.full_like(W1, 1 / 2)` and so on, and
# look at `delta1` again. Can the two hidden units ever become different?

# %% [markdown]
# ## Ten thousand epochs
#
# The same steps in a loop, which also keeps the loss before every step:

# %%
trained, losses = train(start, X, T, eta=eta)
answers = forward(X, trained)[-1]
print(np.round(answers, 4).tolist())

# %%
print(solved(answers, T))

# %% [markdown]
# How the loss got there, as a curve that needs no plotting library. A line for every five
# hundred epochs; the longer the bar, the larger the loss:

# %%
for epoch in range(0, len(losses), 500):
    bar = "#" * round(40 * losses[epoch])
    print(f"{epoch:5} {losses[epoch]:.3f} {bar}")

# %% [markdown]
# **Try it.** Pass `eta=1` to `train` instead of the `eta` from above. Is it ten times as fast?
# Then try an `eta` of twenty, and print the curve again.

# %% [markdown]
# ## Another seed
#
# Not every start leads to a solution. Here is one that gets stuck, with a line for each
# sample: the two hidden activations, then the answer.

# %%
stuck_rng = np.random.default_rng(3)
stuck_start = initialise(stuck_rng, (2, 2, 1), limits=(0, 1))
stuck, stuck_losses = train(stuck_start, X, T, eta=eta)
_, stuck_hidden, _, stuck_answers = forward(X, stuck)
print(np.round(np.hstack([stuck_hidden, stuck_answers]), 4))

# %% [markdown]
# Two rows are answered with about one half, because both hidden units say nearly the same to
# both of them.
#
# **Try it.** Let a loop over the seeds find more that are not solved. Which rows are at one
# half there? Then give one of them thirty thousand `epochs`: was it stuck, or
# only late?

# %% [markdown]
# ## One sign in the data
#
# Change the sign of one input in the fourth row, and the problem is another one, which a
# straight line can solve. Train on it from the start that you drew first; then ask about the
# changed data, and about those of XOR:

# %%
X_printed = X.copy()
X_printed[3, 0] = -1
relabelled, _ = train(start, X_printed, T, eta=eta)
print(np.round(forward(X_printed, relabelled)[-1].ravel(), 4))
print(np.round(forward(X, relabelled)[-1].ravel(), 4))

# %% [markdown]
# **Try it.** Train on all five different rows at once: append the changed row to `X` and its
# target to `T`, where the data are given, and run all cells below. Does the network still find
# weights for all of them?
#
# The lesson goes on with [how often it works](../xor.md#does-it-always-work), and with
# [why one neuron cannot do it](../xor.md#why-it-cannot-do-the-other).
