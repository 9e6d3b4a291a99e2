"""The house's own rules. Each rule is a function on a source, shown to catch what it forbids."""
