"""Django's connection to PostgreSQL, whose server knows the statements that are asked again.

To read a statement and plan how to answer it takes the server two or three times as long as to
answer: most of them lead over many tables to few rows. A statement that is asked again is prepared
there, once in each connection, and is sent by its name from then on.
"""

from time import monotonic
from typing import Any

from django.db.backends.postgresql import base, operations

from enslinje.config.databases import STATEMENTS_KEPT

SURE_SECONDS = 1.0
"""How long a server that has answered is taken to be there. To look takes a question more of each
request, of which a page for everybody has one; a server that is started anew is gone for longer."""


class DatabaseOperations(operations.DatabaseOperations):
    """What Django asks of PostgreSQL, with whole numbers that are sent as they are."""

    def adapt_integerfield_value(self, value: Any, internal_type: str) -> Any:
        """Return the value, marked with the column's width unless it needs a greater one.

        Django takes a bare number of an expression, as in `F("balance_ore") - drawn`, for an
        integer of four bytes, and the driver then sends four: 65 610 000 000 öre would arrive as
        1 185 490 560, and nobody would be told. Unmarked, the driver sends as many as it needs, and
        the server refuses what is too great for its column.
        """
        if isinstance(value, int):
            least, greatest = self.integer_field_range(internal_type)
            if not least <= value <= greatest:
                return value
        return super().adapt_integerfield_value(value, internal_type)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that keeps as many prepared statements as the pages ask.

    Its driver keeps a hundred by itself: each would be forgotten before it was asked again.
    """

    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked_at = -SURE_SECONDS

    def close_if_health_check_failed(self) -> None:
        """Look whether the server is still there, as Django does, unless it was a moment ago."""
        before, self._asked_at = self._asked_at, monotonic()
        if self._asked_at - before < SURE_SECONDS and not self.errors_occurred:
            self.health_check_done = True  # Nor later in this request, within a transaction maybe.
        super().close_if_health_check_failed()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open one, as Django does."""
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = STATEMENTS_KEPT
        return connection
