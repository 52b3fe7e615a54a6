"""The views of forums."""
