"""A body's plan in the workspace: what is left to do, and the way to its submission."""
