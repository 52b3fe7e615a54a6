"""What the pages of the guide show: frozen, with nothing left to ask a database for."""
