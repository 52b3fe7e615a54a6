"""The wiring: settings, addresses, middleware, errors and background work."""
