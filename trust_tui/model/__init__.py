"""What the words mean: plain records and rules, free of screens, files and clocks."""
