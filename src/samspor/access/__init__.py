"""Who may do what: one table of permission x role -> reach, from which lists and single objects both derive."""
