"""The ledger of consent and of the grounds that stand where there is none."""
