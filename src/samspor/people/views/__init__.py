"""Pages of people: fetch, parse, act, answer."""
