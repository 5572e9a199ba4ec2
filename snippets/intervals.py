"""How far a share of successes can be trusted."""

import numpy as np


# --8<-- [start:wilson-interval]
def wilson_interval(successes, runs):
    """Return low, high: the 95 % interval of a share.

    Raises ValueError unless 0 <= successes <= runs and runs > 0.
    Source: Wilson 1927, J. Amer. Statist. Assoc. 22:209-212.

    >>> print(np.round(wilson_interval(84, 100), 2))
    [0.76 0.9 ]
    """
    if not 0 <= successes <= runs or runs == 0:
        raise ValueError(
            f"successes: got {successes} of {runs} runs, "
            "want 0 up to all of at least 1"
        )
    z = 1.959964  # 95 % of a normal distribution is within ±z
    share = successes / runs
    middle = share + z**2 / (2 * runs)
    spread = np.sqrt(
        share * (1 - share) / runs + (z / (2 * runs)) ** 2
    )
    low, high = middle - z * spread, middle + z * spread
    return low / (1 + z**2 / runs), high / (1 + z**2 / runs)
    # --8<-- [end:wilson-interval]
