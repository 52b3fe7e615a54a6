"""Meetings where people of several services think together: planned ahead, asked for, and heard by the lane."""
