"""How the pages answer when many use them at once: `make load`."""
