"""Read formulas: tokens, expressions, and what the notation page says of letters."""
