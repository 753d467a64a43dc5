"""Pages of the person record."""
