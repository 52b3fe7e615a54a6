"""Pages of the guide: fetch, parse, act, answer."""
