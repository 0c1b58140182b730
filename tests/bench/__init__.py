"""How fast it is, as ratios of ways that are measured side by side: a slow machine slows them all.

`python -m tests.bench` measures the whole program in a real terminal and prints a table: `families` has its
rows, `yardsticks` the programs beside which they are measured, `life` what is in the ledgers. The tests here,
alone with `pytest tests/bench`, hold to what has been reached within: the best of several rounds counts, so
that a busy moment does not.
"""
