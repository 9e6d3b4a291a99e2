"""Operating plans: contributions and activities."""
