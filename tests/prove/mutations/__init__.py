"""Guards and refusals taken away one at a time; ``docs/methods/mutations.md`` tells of it."""
