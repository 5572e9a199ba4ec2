# %% [markdown]
# ---
# title: "Notebook: XOR"
# description: XOR as a notebook, to train and to break. Change the seed, the step or the data.
# ---
#
# # Notebook: XOR
#
# These are the steps of [the chapter on XOR](../xor.md), as code to run and to change. The chapter
# gives the reasons. Here, guess first, then change a line, and run all the cells below it again.

# %% [markdown] tags=["site"]
# [Download this notebook](xor.ipynb){ download="xor.ipynb" } and open it in Jupyter. It needs
# Python and NumPy, but no network and no other file: in the download, the first cell contains the
# functions themselves. The outputs below were printed when this site was built.

# %% [markdown]
# ## The functions
#
# Run this cell first. The chapter explains these functions.

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
# There are four samples, with one row per sample. The target is one if exactly one input is one.

# %%
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
T = np.array([[0], [1], [1], [0]])

# %% [markdown]
# ## Initialise weights and biases
#
# Draw nine parameters between zero and one. The same seed gives the same nine numbers.

# %%
seed = 0
rng = np.random.default_rng(seed)
(W1, b1), (W2, b2) = initialise(rng, (2, 2, 1), limits=(0, 1))
for name, P in [("W1", W1), ("b1", b1), ("W2", W2), ("b2", b2)]:
    print(name, np.round(P, 4).tolist())

# %% [markdown]
# ## Forward pass
#
# All four rows go through the network at once:

# %%
start = [(W1, b1), (W2, b2)]
Z1, A1, Z2, A2 = forward(X, start)
print(np.round(np.hstack([A1, A2]), 4))

# %% [markdown]
# **Try it.** Why are the four predictions so similar? Look at the first two columns, which are
# `A1`, and then at what `W2` does with them.

# %% [markdown]
# ## Loss
#
# Add the squared errors of all rows:

# %%
loss = squared_error(A2, T)
print(f"{loss:.4f}")

# %% [markdown]
# ## Backpropagation
#
# Compute the deltas, starting with the last layer, with one row per sample:

# %%
dA2 = squared_error_derivative(A2, T)
delta1, delta2 = deltas(dA2, W2, A1, A2)
print("delta2", np.round(delta2, 4).tolist())
print("delta1", np.round(delta1[:2], 4).tolist())
print("      ", np.round(delta1[2:], 4).tolist())

# %% [markdown]
# Each gradient is a sum over the rows:

# %%
(dW1, db1), (dW2, db2) = gradients(X, A1, delta1, delta2)
for layer, (dW, db) in enumerate([(dW1, db1), (dW2, db2)], 1):
    print(f"dW{layer}", np.round(dW, 4).tolist())
    print(f"db{layer}", np.round(db, 4).tolist())

# %% [markdown]
# Take one step against the gradients:

# %%
eta = 0.05
after = descend(start, [(dW1, db1), (dW2, db2)], eta)
loss_after = squared_error(forward(X, after)[-1], T)
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
# Here is the loss as a curve that needs no plotting library. There is one line for every five
# hundred epochs, and a longer bar means a larger loss:

# %%
for epoch in range(0, len(losses), 500):
    bar = "#" * round(20 * losses[epoch])
    print(f"{epoch:5} {losses[epoch]:.3f} {bar}")

# %% [markdown]
# **Try it.** Pass `eta=1` to `train` in place of the `eta` from above. Is it twenty times as fast?
# Then try an `eta` of ten, and print the curve again.

# %% [markdown]
# ## Another seed
#
# Not every start leads to a solution. Here is one that gets stuck. Each line shows the two hidden
# activations and the prediction for one sample.

# %%
stuck_rng = np.random.default_rng(3)
stuck_start = initialise(stuck_rng, (2, 2, 1), limits=(0, 1))
stuck, stuck_losses = train(stuck_start, X, T, eta=eta)
_, stuck_hidden, _, stuck_answers = forward(X, stuck)
print(np.round(np.hstack([stuck_hidden, stuck_answers]), 4))

# %% [markdown]
# For two rows, the prediction is about one half, because each hidden unit gives nearly the same
# activation for both of them.
#
# **Try it.** Let a loop over the seeds find more runs that are not solved. For which rows is their
# prediction one half? Then train one of them for thirty thousand `epochs`: was it stuck, or
# only late?

# %% [markdown]
# ## One sign in the data
#
# Change the sign of one input in the fourth row. Now a straight line can solve the problem. Train
# on these data from your first start. Then compute the predictions for the changed data and for
# XOR:

# %%
X_printed = X.copy()
X_printed[3, 0] = -1
relabelled, _ = train(start, X_printed, T, eta=eta)
print(np.round(forward(X_printed, relabelled)[-1].ravel(), 4))
print(np.round(forward(X, relabelled)[-1].ravel(), 4))

# %% [markdown]
# **Try it.** Train on all five different rows at once: append the changed row to `X` and its
# target to `T`, where the data are given, and run all the cells below. Does the network still find
# weights for all five rows?
#
# The chapter goes on with [how often it works](../xor.md#does-it-always-work), and with
# [what you can do about a stuck run](../xor.md#what-can-you-do-about-it).
