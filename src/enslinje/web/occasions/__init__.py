"""The pages of the year's occasions and the exceptions from them."""
