# %% [markdown]
# ---
# title: "Notebook: a worked example"
# description: The worked example as a notebook, to run and to change step by step with NumPy.
# ---
#
# # Notebook: a worked example
#
# This notebook contains the steps of [the worked example](../worked-example.md) as code that
# you can run and change. The lesson gives the reasons. Every few cells, you find something to
# try: guess the result, change a line, run all the cells below it again, and see whether you
# were right.

# %% [markdown] tags=["site"]
# [Download this notebook](worked-example.ipynb){ download="worked-example.ipynb" } and open
# it in Jupyter. You need Python and NumPy, and nothing else: in the download, the first cell
# contains the functions themselves. The outputs below were printed when this site was built.

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
from snippets.network import descend
from snippets.worked_example import deltas, forward, gradients

# %% [markdown]
# ## The network
#
# There is one sample with its target, and a 2-2-1 network. A weight matrix has one row per
# unit that connections leave, and one column per unit that they enter.

# %%
X = np.array([[0.5, 0.3]])  # one sample, two inputs
T = np.array([[0.7]])  # its target
W1 = np.array([[0.2, 0.4], [0.1, 0.3]])
b1 = np.array([[0.1, 0.2]])
W2 = np.array([[0.5], [0.6]])
b2 = np.array([[0.1]])
parameters = [(W1, b1), (W2, b2)]  # layer by layer
eta = 0.1  # the learning rate

# %% [markdown]
# ## Forward
#
# Each unit multiplies its inputs by its weights, adds the products and its bias, and applies
# the sigmoid. Here is one line per unit:

# %%
from math import exp

x1, x2 = X[0]
(w11, w12), (w21, w22) = W1
b11, b12 = b1[0]
v1, v2 = W2[:, 0]
c = b2[0, 0]

a11 = 1 / (1 + exp(-(x1 * w11 + x2 * w21 + b11)))
a12 = 1 / (1 + exp(-(x1 * w12 + x2 * w22 + b12)))
y = 1 / (1 + exp(-(a11 * v1 + a12 * v2 + c)))
print(f"{a11:.8f} {a12:.8f} {y:.8f}")

# %% [markdown]
# In matrices, the function `forward` does the same for whole layers:

# %%
Z1, A1, Z2, A2 = forward(X, parameters)
print(np.round(A1, 8), np.round(A2, 8))

# %% [markdown]
# **Try it.** Make the output's bias `b2` larger. Does the prediction rise or fall? Now make
# both inputs zero. Is the prediction zero, too?

# %% [markdown]
# ## Backward
#
# The loss is the squared difference of prediction and target,
# $\loss{L} = (\fwd{\hat y} - \loss{t})^2$. Multiply its derivative by the slope
# $a(1-a)$ of the output's sigmoid, and you have the output's delta,
# $\err{\delta}^{(2)}$. On the way back, multiply the delta by the weight of each connection,
# and then by the slope of each hidden unit:

# %%
t = T[0, 0]
delta_y = 2 * (y - t) * y * (1 - y)
delta11 = delta_y * v1 * a11 * (1 - a11)
delta12 = delta_y * v2 * a12 * (1 - a12)

print(f"errors   {delta_y:.8f} {delta11:.8f} {delta12:.8f}")
print(f"into 2   {delta_y * a11:.8f} {delta_y * a12:.8f}")
print(f"from x1  {delta11 * x1:.8f} {delta12 * x1:.8f}")
print(f"from x2  {delta11 * x2:.8f} {delta12 * x2:.8f}")

# %% [markdown]
# The last three lines are gradients of weights: the delta where a connection ends, times the
# value where it starts. In matrices:
#
# $$
# \begin{aligned}
# \err{\delta}^{(2)} &= \frac{\partial L}{\partial A^{(2)}}
# \odot \fwd{A}^{(2)}\odot(1 - \fwd{A}^{(2)}) \\
# \err{\delta}^{(1)} &= (\err{\delta}^{(2)} \given{W}^{(2)\top})
# \odot \fwd{A}^{(1)}\odot(1 - \fwd{A}^{(1)}) \\
# \grad{\frac{\partial L}{\partial W^{(2)}}} &= \fwd{A}^{(1)\top}\err{\delta}^{(2)},\quad
# \grad{\frac{\partial L}{\partial W^{(1)}}} = \given{X}^\top\err{\delta}^{(1)}
# \end{aligned}
# $$

# %%
dA2 = squared_error_derivative(A2, T)
delta1, delta2 = deltas(dA2, W2, A1, A2)
(dW1, db1), (dW2, db2) = gradients(X, A1, delta1, delta2)
print("dA1   ", np.round(delta2 @ W2.T, 8))
print("delta1", np.round(delta1, 8))
print("dW1   ", np.round(dW1[0], 8))
print("      ", np.round(dW1[1], 8))
print("dW2   ", np.round(dW2.T, 8), "transposed")

# %% [markdown]
# **Try it.** Move the target `T` to the other side of the prediction. Which of these numbers
# change their sign? Then make the target equal to the prediction: run `T = A2` in a new cell
# here, and then run the two cells above that compute gradients.

# %% [markdown]
# ## Nudge a weight
#
# You can test a gradient. Raise the first weight a little, then lower it a little, and divide
# the change of the loss by the change of the weight.


# %%
def loss_at(w11):
    W1_moved = W1.astype(float)  # a copy
    W1_moved[0, 0] = w11
    moved = [(W1_moved, b1), (W2, b2)]
    return squared_error(forward(X, moved)[-1], T)


h = 1e-6
w = W1[0, 0]
slope = (loss_at(w + h) - loss_at(w - h)) / (2 * h)
print(f"nudged   {slope:.8f}")
print(f"by hand  {dW1[0, 0]:.8f}")

# %% [markdown]
# **Try it.** Make the nudge `h` as large as one, and then as small as a millionth of a
# billionth. With a large nudge, the curvature of the loss spoils the result. With a tiny one,
# rounding does. Where does the result start to go wrong?

# %% [markdown]
# ## One step downhill
#
# Move every parameter against its gradient, by the learning rate times the gradient.

# %%
after = descend(parameters, [(dW1, db1), (dW2, db2)], eta)
for layer, (W, b) in enumerate(after, 1):
    print(f"W{layer}", np.round(W, 8).tolist())
    print(f"b{layer}", np.round(b, 8).tolist())

# %%
A2_after = forward(X, after)[-1]
loss_before = squared_error(A2, T)
loss_after = squared_error(A2_after, T)
then, now = (np.round(A[:, 0], 8) for A in (A2, A2_after))
print("prediction", *then, "->", *now)
print(f"loss       {loss_before:.8f} -> {loss_after:.8f}")

# %% [markdown]
# **Try it.** How large may the learning rate `eta` be before one step makes the loss rise?
# Double it until you know.

# %% [markdown]
# ## Many steps
#
# Training repeats this. Each round consists of a forward pass, a backward pass and a step:


# %%
def train(parameters, steps):
    for step in range(steps):
        _, A1, _, A2 = forward(X, parameters)
        if step % 100 == 0:
            L = squared_error(A2, T)
            print(f"{step:3} ", *np.round(A2[:, 0], 6), f" {L:.8f}")
        dA2 = squared_error_derivative(A2, T)
        errors = deltas(dA2, parameters[1][0], A1, A2)
        first, (dW2, db2) = gradients(X, A1, *errors)
        parameters = descend(parameters, [first, (dW2, db2)], eta)
    return parameters


trained = train(parameters, 301)

# %% [markdown]
# The prediction approaches the target.
#
# **Try it.** Keep the bias `b2` as it is: inside `train`, write `0 * db2` for its gradient.
# Does the network still reach the target? Then add a second row to `X` and to `T`, and run all
# the cells below them. (The lines by hand still use the first row only.) How close do both
# predictions come to their targets?
#
# Go on to [the lesson's questions](../worked-example.md#questions), or to
# [XOR](../xor.md), which takes many steps and more than one sample.
