"""How far a share of successes can be trusted."""

import numpy as np

from snippets.checks import check_whole


def wilson_interval(successes, runs):
    """Return low, high: the 95 % interval of a share.

    Raises ValueError unless 0 <= successes <= runs and runs > 0.
    Source: Wilson 1927, J. Amer. Statist. Assoc. 22:209-212.

    >>> print(np.round(wilson_interval(84, 100), 2))
    [0.76 0.9 ]
    """
    runs = check_whole("runs", runs, 1)
    successes = check_whole("successes", successes, 0, runs)
    z = 1.959964  # 95 % of a normal distribution is within ±z

    def low(share):
        middle = share + z**2 / (2 * runs)
        spread = z * np.sqrt(
            share * (1 - share) / runs + (z / (2 * runs)) ** 2
        )
        # the product of both ends is share² / (1 + z² / runs), so
        # that the lower one needs no difference: it is never < 0
        return share**2 / (middle + spread)

    # the failures' lower end is the successes' upper one, from 1
    return low(successes / runs), 1 - low(1 - successes / runs)
