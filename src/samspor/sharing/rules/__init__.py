"""What may be shared, and whose yes it takes, by subject."""
