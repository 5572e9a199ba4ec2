"""Read and rebuild parameters in lists, pairs and dictionaries."""

from numbers import Number

import numpy as np

from snippets.checks import check_finite


def plain_numbers(tree):
    """Return whether `tree` is a number or lists of one shape."""
    if isinstance(tree, list | tuple):
        plain = len(tree) > 0 and all(map(plain_numbers, tree))
        return plain and len({np.shape(part) for part in tree}) == 1
    return isinstance(tree, Number)


def children(tree):
    """Return {label: child}, or None if `tree` is one array."""
    if isinstance(tree, dict):
        return tree
    if isinstance(tree, list | tuple) and not plain_numbers(tree):
        return dict(enumerate(tree))
    return None


def leaves(tree, path=()):
    """Yield (path, array): the labels that lead to each array."""
    inner = children(tree)
    if inner is None:
        yield path, tree
    for label, child in (inner or {}).items():
        yield from leaves(child, (*path, label))


def names(tree):
    """Return a name for each array.

    The arrays of [(W1, b1), …] are called W1, b1, …; all others by
    the labels that lead to them, such as [0] or encoder.layers[0].
    """
    paths = [path for path, _ in leaves(tree)]
    pairs = all(len(p) == 2 and p[1] in (0, 1) for p in paths)
    if pairs and not isinstance(tree, dict):
        return [f"{'Wb'[part]}{k + 1}" for k, part in paths]
    words = [
        "".join(
            f".{label}" if isinstance(label, str) else f"[{label}]"
            for label in path
        ).lstrip(".")
        for path in paths
    ]
    return [word or "P" for word in words]


def rebuilt(tree, arrays):
    """Return a copy of `tree` that holds new arrays.

    `arrays` is an iterator that gives them in order.
    """
    if isinstance(tree, dict):
        return {k: rebuilt(v, arrays) for k, v in tree.items()}
    if children(tree) is not None:
        inner = [rebuilt(child, arrays) for child in tree]
        named = hasattr(tree, "_fields")  # a named tuple
        return type(tree)(*inner) if named else type(tree)(inner)
    array = next(arrays)
    listed = isinstance(tree, list | tuple)
    return array.tolist() if listed else array[()]


def gradient_of(path, gradients, parameters):
    """Return the gradient at the path of a parameter.

    The gradient of "W1" may be called "W1" or "dW1". Raises
    ValueError for a missing name and for a list of another length.
    """
    for label in path:
        kind = type(gradients).__name__
        if isinstance(parameters, dict):
            if not isinstance(gradients, dict):
                raise ValueError(
                    f"gradients: got a {kind}, want a dictionary"
                    " like the parameters"
                )
            both = (label, f"d{label}")
            found = [name for name in both if name in gradients]
            if not found:
                keys = ", ".join(map(str, gradients)) or "no keys"
                raise ValueError(
                    f"gradients: got {keys}, want {label} or"
                    f" d{label}"
                )
            gradients = gradients[found[0]]
        else:
            listed = isinstance(
                gradients, list | tuple | np.ndarray
            )
            got = f"length {len(gradients)}" if listed else kind
            want = f"length {len(parameters)}"
            if got != want:
                raise ValueError(
                    f"gradients: got {got}, want a list of {want}"
                    " like the parameters"
                )
            gradients = gradients[label]
        parameters = parameters[label]
    return gradients


def real_array(name, values):
    """Return the values as an array of float64.

    Raises ValueError for float16, and for values that are not an
    array of finite real numbers.
    """
    try:
        array = np.asarray(values)
        got = f"{array.dtype} of shape {array.shape}"
        real = array.dtype.kind in "iuf" and array.size > 0
        real = real and array.dtype != np.float16  # too short
    except ValueError:
        got, real = "rows of unequal lengths", False
    if not real:
        raise ValueError(
            f"{name}: got {got}, want float32 or float64 numbers"
        )
    check_finite(name, array)
    return array.astype(float)
