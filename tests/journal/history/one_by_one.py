"""Histories read kind by kind, a query for each table: what reading together is held against."""

from enslinje.journal.history import loading, register
from enslinje.journal.history.loading import Found
from enslinje.journal.together import gathered


def alone(reads):
    """The rows of each read, by a query of its own, as Django gives them."""
    return {name: list(rows) for name, rows in reads.items()}


def places(kind):
    """The tables of a kind: model, paths to the place, what is read, what tells its facts."""
    own = ("", kind.model, [part.path for part in kind.place], loading.columns(kind), kind.only)
    items = [(one.name, one.model, one.place, one.reads, one.only) for one in kind.items]
    return [own, *items] if kind.model else items


def keys_of(kind):
    """The places of all objects of a kind that there are."""
    return {
        tuple(key)
        for _name, model, place, _reads, only in places(kind)
        for key in model.objects.filter(**dict(only)).values_list(*place)
    }


def objects_of(kinds):
    """The places of all objects of these kinds, and the objects by kind, read together."""
    keys = {kind: keys_of(kind) for kind in kinds}
    read = gathered({kind.name: loading.objects(kind, keys[kind]) for kind in kinds}).read()
    return keys, read


def load(kind, keys):
    """The objects in these places, with all their facts, oldest first."""
    found = {}
    for name, model, place, reads, only in places(kind):
        columns = dict.fromkeys(("pk", *loading.CHANGE_SETS, *place, *reads))
        facts = model.objects.filter(**dict(only)).order_by("recorded_in_id", "pk")
        for row in facts.values(*columns):
            key = tuple(row[path] for path in place)
            if key in keys:
                there = found.setdefault(key, Found(kind, key))
                (there.items.setdefault(name, []) if name else there.own).append(row)
    return found


def touched(kind, ids):
    """The keys of the objects that the facts with these ids are about."""
    return {
        (model, pk): tuple(key)
        for _name, model, place, _reads, only in places(kind)
        for pk, *key in model.objects.filter(**dict(only)).values_list("pk", *place)
        if pk in ids[model]
    }


def ids():
    """The ids of all facts that are in some history, by model."""
    models = {model for kind in register.kinds() for _name, model, *_more in places(kind)}
    return {model: set(model.objects.values_list("pk", flat=True)) for model in models}


def spelled(found):
    """Everything of the objects, with the type of each value: True is not 1 here."""
    return {
        key: [
            (name, {column: (type(value), value) for column, value in row.items()})
            for name, rows in [("", one.own), *sorted(one.items.items())]
            for row in rows
        ]
        for key, one in found.items()
    }
