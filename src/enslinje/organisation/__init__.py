"""Bodies, groups, persons, the register of a year, its occasions and recorded decisions."""
