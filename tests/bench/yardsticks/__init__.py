"""The least programs with which trust-tui is compared. Each is started as a file of its own."""
