"""Signing in: allauth does the work; the words, the look, what is remembered and what is not lost are ours."""
