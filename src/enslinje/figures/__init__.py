"""The register of figures: a context registers its own; they are resolved, explained and frozen by name."""
