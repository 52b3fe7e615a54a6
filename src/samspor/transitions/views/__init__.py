"""The pages of handovers, by whose they are."""
