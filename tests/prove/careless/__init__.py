"""An engine that answers before the disk has it: the power cuts must catch it."""
