"""What a family sees of the work around its child, what it says to it, and how it comes in."""
