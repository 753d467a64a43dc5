"""The base row, the unit of work and the two database backends."""
