"""What trust-tui promises, one folder for each floor of the house."""
