"""Schedules as people type them. Only loaded while somebody types, so that a start does not wait for it."""
