"""The goals as a tree, and one goal."""
