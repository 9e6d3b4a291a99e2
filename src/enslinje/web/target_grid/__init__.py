"""The grid where a body states its targets: typed, pasted, by file, and taken back."""
