"""The register of figures: a context registers its own; they are found and explained by name."""
