"""Who contributes to what: body by goal."""
