"""Data sets that come with the product, and what their sources say: loaded through operations."""
