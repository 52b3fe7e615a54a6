"""Pages of the overview: fetch, parse, act, answer."""
