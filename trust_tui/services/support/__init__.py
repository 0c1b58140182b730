"""Help from outside: professionals, sessions with practice, questions to bring, and helplines."""
