"""The start page and the year in short."""
