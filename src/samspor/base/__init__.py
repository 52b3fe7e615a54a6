"""The cellar: the clock, refusals, CPR numbers and sealing of secrets. Pure Python, knows nothing of Django."""
