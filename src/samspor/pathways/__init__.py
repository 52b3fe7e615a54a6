"""What people of several services and a family agree on, and who holds the thread of it."""
