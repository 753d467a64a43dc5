"""Template tags of the person record."""
