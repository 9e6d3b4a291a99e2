"""The texts of a body's plan: written, read, commented on."""
