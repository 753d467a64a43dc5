"""The command `suar`: everything an administrator does without a browser."""
