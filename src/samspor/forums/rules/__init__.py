"""What may happen with a meeting, and who hears what in it. Pure."""
