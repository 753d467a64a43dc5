"""Doors for machines: tokens with scopes, idempotency keys, problem+json, OpenAPI."""
