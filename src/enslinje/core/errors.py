"""The root of every exception that states a fact about the domain."""


class DomainError(ValueError):
    """Something that the rules of the domain do not allow. Its text says what and what to do."""
