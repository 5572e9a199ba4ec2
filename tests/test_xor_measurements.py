import statistics

from tests import test_xor as chapter

W1, W2, b1 = chapter.W1, chapter.W2, chapter.b1
delta1, delta2 = chapter.first_deltas
failed, late, never = chapter.failed, chapter.late, chapter.never
shares = chapter.shares
wilson_interval = chapter.wilson_interval
AROUND_ZERO = chapter.AROUND_ZERO
settings_of = chapter.settings_of
SHORT_STEP = 0.5


def solved_and_median(kept, loss):
    """Return how many of the thousand runs were solved, and the median of their epochs."""
    epochs = [epochs for epochs in chapter.epochs_with(kept, loss) if epochs is not None]
    return [len(epochs), statistics.median(epochs)]


def test_the_interval_that_a_block_of_the_page_computes_is_that_of_the_runs():
    assert shares[0][:2] == [500, 399]
