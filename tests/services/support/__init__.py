"""Help from outside: nothing counts, nobody is asked for ever, and what is private stays with its author."""
