"""Guides and scenarios as they are written in files."""
