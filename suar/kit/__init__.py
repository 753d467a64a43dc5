"""Small shared types that know no framework: actor, refusal, slots, ids, clock, sensitivity."""
