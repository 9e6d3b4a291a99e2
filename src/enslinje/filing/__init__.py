"""What a body hands in, and how a new year is prepared: the room that sees every plan."""
