"""Keep what is committed with its maker: experiments, figures, runs of PyTorch and JAX."""
