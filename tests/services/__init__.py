"""The floor where people do things."""
