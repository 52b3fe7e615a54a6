"""Who holds the baton of a pathway at any moment, and what may happen with it."""
