"""The command line: a door beside the pages, with the same operations and queries behind it."""
