"""The pages of pathways."""
