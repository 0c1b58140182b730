"""How fast it is, as ratios of two ways that are measured side by side: a slow machine slows both.

Run them alone with `pytest tests/bench`. The best of several rounds counts, so that a busy moment does not.
"""
