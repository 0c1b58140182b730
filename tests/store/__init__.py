"""The store: whatever happened to the machine, what was saved is there."""
