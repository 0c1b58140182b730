"""What machines do to files, and what is still there afterwards."""
