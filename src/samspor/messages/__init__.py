"""What is sent to somebody, after commit. The message in the product is the truth; a mail only says "log in"."""
