"""The indicators as a list, and one indicator with its bars."""
