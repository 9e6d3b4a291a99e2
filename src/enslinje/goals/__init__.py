"""Goals, indicators, duties, targets and measurements."""
