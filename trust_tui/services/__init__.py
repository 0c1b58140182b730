"""What people can do here: one verb per method, one transaction per verb."""
