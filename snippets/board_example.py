"""A 2-2-1 network for the blackboard: three decimals are enough."""

import numpy as np

X_board = np.array([[1, 0.5]])  # one sample, two inputs
T_board = np.array([[1.0]])  # its target
W1_board = np.array([[0.4, -0.6], [0.8, 0.2]])
b1_board = np.array([[-0.2, 0.5]])
W2_board = np.array([[1.0], [-2.0]])
b2_board = np.array([[0.3]])
parameters_board = [  # layer by layer
    (W1_board, b1_board),
    (W2_board, b2_board),
]
eta_board = 1
