"""How fast the pages answer: real requests as real roles, and beside them what is the least it could cost."""
