"""How the house is built: what may stand on what."""
