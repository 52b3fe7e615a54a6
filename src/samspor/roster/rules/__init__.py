"""What a roster says, what is known, and what would change: pure, so that any list can be tried."""
