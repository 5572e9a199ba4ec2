"""Measure the project and the site."""
