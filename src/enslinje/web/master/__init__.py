"""The pages of what a year is made of: bodies, groups, goals, indicators, themes."""
