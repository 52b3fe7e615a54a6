"""An invented municipality: made from published figures, the same for the same seed, any size, nobody real in it."""
