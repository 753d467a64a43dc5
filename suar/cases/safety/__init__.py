"""Safety plans."""
