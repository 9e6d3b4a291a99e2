"""What the source states, beside what is worked out here."""
