"""Compare: code, outputs, numbers, equations, formulas, shapes."""
