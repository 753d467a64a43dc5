"""Statistics inside Suar: estimates of how many are never seen, approved by two and published."""
