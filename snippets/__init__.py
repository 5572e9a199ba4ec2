"""The NumPy code that the pages show and run, a module a topic."""
