"""The worked example with a second output unit."""

import numpy as np

from snippets.worked_example import W1, b1

# W2_two[j, k]: hidden unit j to output k
W2_two = np.array([[0.5, 0.3], [0.6, -0.4]])
b2_two = np.array([[0.1, 0.1]])
T_two = np.array([[0.7, 0.4]])  # one target per output
parameters_two = [(W1, b1), (W2_two, b2_two)]
