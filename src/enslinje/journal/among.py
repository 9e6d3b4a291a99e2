"""The lookup `among`: like `in`, for as many values as there are."""

import json
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler


@ForeignKey.register_lookup
@Field.register_lookup
class Among(In):
    """One of these values, which are one parameter all together: statements have a limit of them.

    What many reads ask together would reach it. NULL is never among them, as with `in`.
    """

    lookup_name = "among"

    def process_rhs(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        _one_by_one, values = super().process_rhs(compiler, connection)
        if connection.vendor == "postgresql":
            return "ANY(%s)", (list(values),)
        return "(SELECT value FROM json_each(%s))", (json.dumps(list(values)),)

    def get_rhs_op(self, connection: BaseDatabaseWrapper, rhs: str) -> str:
        return f"= {rhs}" if connection.vendor == "postgresql" else f"IN {rhs}"
