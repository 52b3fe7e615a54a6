"""Pages of concerns: fetch, parse, act, answer."""
