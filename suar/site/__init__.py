"""The home page, the first addresses, and what belongs to no context."""
