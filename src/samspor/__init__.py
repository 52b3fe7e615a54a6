"""Samspor: one shared place for everyone around a child, from the first wonder to help that worked."""
