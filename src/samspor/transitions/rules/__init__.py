"""What may happen with a handover, by subject."""
