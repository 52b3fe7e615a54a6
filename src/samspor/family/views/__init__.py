"""The views of the family's room: the staff's, and the family's own."""
