"""The vocabulary of the family's room, and what may happen there."""
