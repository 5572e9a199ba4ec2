"""Collect what the site takes from npm into docs/assets/built/ (see the Makefile)."""
