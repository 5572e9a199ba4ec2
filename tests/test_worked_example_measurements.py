from snippets import batches

flat = batches.flat


# What the page's letters mean.
READINGS = {
    r"-\eta \sum_p": {
        "p in": "range(9)",
        r"\frac{\partial L}{\partial p}": "flat(all_gradients)[p]",
    },
}
