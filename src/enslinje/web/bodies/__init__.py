"""The committees and companies, and one of them."""
