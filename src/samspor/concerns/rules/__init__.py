"""What may happen in a concern, by subject."""
