"""The NumPy code that the pages show and run, module by module."""
