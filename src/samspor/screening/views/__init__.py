"""Pages of screening: fetch, parse, act, answer."""
