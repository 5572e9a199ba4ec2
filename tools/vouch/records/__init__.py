"""Keep committed results with a hash of their code: experiments, figures, PyTorch and JAX runs."""
