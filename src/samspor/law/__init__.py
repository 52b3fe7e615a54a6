"""What the law says: the versioned rule table, the calendar and the counting of deadlines."""
