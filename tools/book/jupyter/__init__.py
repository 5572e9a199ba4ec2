"""The set-up of the kernels that run the notebooks."""
