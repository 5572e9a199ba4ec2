"""The worked example in PyTorch: blocks of a page, and `results`."""

# %% network
import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
X = torch.tensor([[0.5, 0.3]])
T = torch.tensor([[0.7]])
eta = 0.1

hidden, output = nn.Linear(2, 2), nn.Linear(2, 1)
model = nn.Sequential(hidden, nn.Sigmoid(), output, nn.Sigmoid())
W1 = torch.tensor([[0.2, 0.4], [0.1, 0.3]])
with torch.no_grad():  # nothing to note here
    hidden.weight.copy_(W1.T)
    hidden.bias.copy_(torch.tensor([0.1, 0.2]))
    output.weight.copy_(torch.tensor([[0.5, 0.6]]))
    output.bias.copy_(torch.tensor([0.1]))

# %% forward
loss = nn.MSELoss(reduction="sum")
A2 = model(X)
L = loss(A2, T)
print(f"prediction {A2.item():.8f}, loss {L.item():.8f}")

# %% backward
L.backward()
dW1, dW2 = hidden.weight.grad.T, output.weight.grad.T
db1, db2 = hidden.bias.grad, output.bias.grad
print("dW1", np.round(dW1.numpy(), 8).tolist())
print("db1", np.round(db1.numpy(), 8).tolist())
print("dW2", np.round(dW2.numpy(), 8).tolist())
print("db2", np.round(db2.numpy(), 8).tolist())

# %% step
torch.optim.SGD(model.parameters(), lr=eta).step()
A2_after = model(X)
L_after = loss(A2_after, T)
print(f"prediction {A2_after.item():.8f}, loss {L_after.item():.8f}")

# %% results
results = {
    "loss": L,
    "gradients": [dW1, db1, dW2, db2],
    "after": [
        hidden.weight.T,
        hidden.bias,
        output.weight.T,
        output.bias,
    ],
    "loss after": L_after,
}
