"""Pages that span rooms: my day, the child's page, search. No tables of its own."""
