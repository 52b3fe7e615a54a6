"""Pages of roster: fetch, parse, act, answer."""
