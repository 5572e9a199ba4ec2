"""XOR in PyTorch: blocks of a page, and `results`."""

# %% network
import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
X = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
T = torch.tensor([[0.0], [1], [1], [0]])

rng = np.random.default_rng(0)
hidden, output = nn.Linear(2, 2), nn.Linear(2, 1)
model = nn.Sequential(hidden, nn.Sigmoid(), output, nn.Sigmoid())
with torch.no_grad():
    for layer in [hidden, output]:
        shape = layer.in_features, layer.out_features
        W, b = rng.uniform(0, 1, shape), rng.uniform(0, 1, shape[1])
        layer.weight.copy_(torch.from_numpy(W.T))
        layer.bias.copy_(torch.from_numpy(b))

# %% train
loss = nn.MSELoss(reduction="sum")
descend = torch.optim.SGD(model.parameters(), lr=0.1)
losses = []
for epoch in range(10_000):
    descend.zero_grad()
    L = loss(model(X), T) / 2
    L.backward()
    descend.step()
    losses.append(L.item())

A2 = model(X).detach()
print(f"loss {losses[0]:.4f} -> {losses[-1]:.4f}")
print(np.round(A2.numpy(), 4).tolist())

# %% results
results = {"losses": losses[::1000], "predictions": A2}
