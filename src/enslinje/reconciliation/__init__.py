"""Holding all plans against the goals and the budget: findings, the group picture, assessments."""
