"""What the formulas on the page of foundations mean."""

READINGS = {
    r"= 4\cdot 3 = 12": {
        r"\frac{\partial L}{\partial w}": "complex_step(lambda w: (w * 3 + 1 - 5) ** 2, 2.0)",
        r"\frac{\partial L}{\partial z}": "complex_step(lambda z: (z - 5) ** 2, 7.0)",
        r"\frac{\partial z}{\partial w}": "complex_step(lambda w: w * 3 + 1, 2.0)",
    },
}
