"""The pytest plugin that turns the SDK's live tests to the broker and counts their outcomes by file."""

import collections
import functools

# Imported before any test: pytest puts the tests' folder, with the original of this name, before ours on the path.
import servicebus_preparer  # noqa: F401

import broker
import pytest
from azure.servicebus import ServiceBusClient
from azure.servicebus.aio import ServiceBusClient as AsyncServiceBusClient
from azure.servicebus.aio.management import ServiceBusAdministrationClient as AsyncServiceBusAdministrationClient
from azure.servicebus.management import ServiceBusAdministrationClient

OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


def without_tls(client):
    """Clients that tests make from host and credential get what a connection string for an emulator would say."""
    original = client.__init__

    @functools.wraps(original)
    def connect(self, fully_qualified_namespace, credential, **keywords):
        if fully_qualified_namespace.split("://")[-1].strip("/ ") == broker.ADDRESS:
            keywords["use_tls"] = False
        original(self, fully_qualified_namespace, credential, **keywords)

    client.__init__ = connect


def over_http(client, transport):
    original = client.__init__

    @functools.wraps(original)
    def connect(self, fully_qualified_namespace, credential, **keywords):
        if fully_qualified_namespace == broker.ADMINISTRATION_ADDRESS:
            keywords.setdefault("transport", transport())
        original(self, fully_qualified_namespace, credential, **keywords)

    client.__init__ = connect


without_tls(ServiceBusClient)
without_tls(AsyncServiceBusClient)
over_http(ServiceBusAdministrationClient, broker.ToHttp)
over_http(AsyncServiceBusAdministrationClient, broker.ToHttpAsync)


@pytest.fixture(scope="session")
def test_proxy():
    """The recorder of the SDK's own tools, which the tests' conftest asks for."""


def pytest_terminal_summary(terminalreporter):
    files = collections.defaultdict(collections.Counter)
    for outcome in OUTCOMES:
        for report in terminalreporter.stats.get(outcome, []):
            files[report.nodeid.split("::")[0]][outcome] += 1
    terminalreporter.section("by file")
    for file, counts in sorted(files.items()):
        terminalreporter.line(f"{file}: " + ", ".join(f"{outcome} {counts[outcome]}" for outcome in OUTCOMES))
