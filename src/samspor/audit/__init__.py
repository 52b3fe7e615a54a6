"""What was done and who looked: one function to remember with, one append-only table, sealed into a hash chain."""
