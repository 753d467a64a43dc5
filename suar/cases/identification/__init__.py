"""Identification: what the person ticked, what the rule proposes, what people decide."""
