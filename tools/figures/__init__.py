"""Draw the figures: a module per page, each figure a record."""
