"""Django's connection to PostgreSQL, whose server knows the statements that are asked again.

To read a statement and plan how to answer it takes the server two or three times as long as to
answer: most of them lead over many tables to few rows. A statement that is asked again is prepared
there, once in each connection, and is sent by its name from then on.
"""

from typing import Any

from django.db.backends.postgresql import base

from enslinje.config.databases import STATEMENTS_KEPT


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that keeps as many prepared statements as the pages ask.

    Its driver keeps a hundred by itself: each would be forgotten before it was asked again.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open one, as Django does."""
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = STATEMENTS_KEPT
        return connection
