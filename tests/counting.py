"""How many SQL statements a page sends."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def statements(client: Client, address: str) -> int:
    """Of a second visit, when what is read once per process has been read."""
    client.get(address)
    with CaptureQueriesContext(connection) as sent:
        response = client.get(address)
    assert response.status_code == 200
    return len(sent)
