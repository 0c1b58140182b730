"""What is measured, a family of rows in each module: `measure` returns its rows."""
