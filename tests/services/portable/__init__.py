"""Taking everything along, and back in."""
