"""About the figures, the rules and accessibility."""
