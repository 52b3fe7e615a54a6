"""Who may talk with whom about what: consents, notices, and the lane each act of sharing goes by."""
