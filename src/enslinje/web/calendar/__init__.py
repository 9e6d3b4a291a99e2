"""The year by date and by month, for everybody, for programs and for each body."""
