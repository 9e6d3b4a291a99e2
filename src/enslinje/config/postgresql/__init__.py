"""Django's connection to PostgreSQL, as the product uses it: `base`."""
