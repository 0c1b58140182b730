"""What the words mean, by itself."""
