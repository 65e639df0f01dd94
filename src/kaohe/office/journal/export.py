"""The journal as a file that anybody can verify without us: see `verifier`."""

import json
from collections.abc import Iterator

from kaohe.office.journal.chain import FIELDS, canonical
from kaohe.office.journal.heads import KnownHead
from kaohe.office.journal.models import Entry


def exported(head: KnownHead) -> Iterator[bytes]:
    """Lines of JSON: the entries up to the head, each as it was hashed with its hash as the last member,
    then the head itself. Constant memory."""
    entries = Entry.objects.filter(position__lte=head.position).order_by("position")
    for entry in entries.values(*FIELDS, "hash").iterator(chunk_size=500):
        yield canonical(entry)[:-1] + b',"hash":' + json.dumps(entry["hash"]).encode() + b"}\n"
    told = {"head": {"position": head.position, "hash": head.hash}}
    yield json.dumps(told).encode() + b"\n"
