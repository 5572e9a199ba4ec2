"""Where PyTorch differs: blocks of a page, and `results`."""

# %% shapes
import torch
from torch import nn

layer = nn.Linear(3, 4)
print(layer.weight.shape, layer.weight.dtype)
X = torch.ones(2, 3)
by_hand = X @ layer.weight.T + layer.bias
print(torch.allclose(layer(X), by_hand))

# %% accumulate
w = torch.tensor(3.0, requires_grad=True)
for repeat in range(2):
    (w**2).backward()
    print(w.grad.item())

# %% mean
A, T = torch.tensor([[1.0, 0.5], [0.5, 0.0]]), torch.zeros(2, 2)
for reduction in ["sum", "mean"]:
    print(reduction, nn.MSELoss(reduction=reduction)(A, T).item())
print("default", nn.MSELoss()(A, T).item())

# %% decay
W = torch.tensor([2.0], requires_grad=True)
b = torch.tensor([2.0], requires_grad=True)
descend = torch.optim.SGD([W, b], lr=0.5, weight_decay=0.1)
(0 * W + 0 * b).sum().backward()  # the loss has no slope
descend.step()
print(round(W.item(), 6), round(b.item(), 6))

# %% results
squares = nn.MSELoss(reduction="sum")(A, T)
mean = nn.MSELoss()(A, T)
torch.set_default_dtype(torch.float64)


def cubed(x):
    return (x**3).sum()


w = torch.tensor([0.3, 0.7], requires_grad=True)
Z = torch.tensor([[0.4, -1.2], [2.0, 0.5]])
T = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
results = {
    "sum": squares,
    "default": mean,
    "decayed": [W, b],
    "gradcheck": torch.autograd.gradcheck(cubed, (w,)),
    "binary cross-entropy": nn.BCEWithLogitsLoss()(Z, T),
    "softmax cross-entropy": nn.CrossEntropyLoss()(Z, T),
}
