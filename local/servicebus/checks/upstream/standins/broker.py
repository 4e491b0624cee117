"""Where the broker under test is, and its administration by the SDK's own client."""

import os

from azure.core.pipeline.transport import AioHttpTransport, RequestsTransport
from azure.servicebus.management import ServiceBusAdministrationClient

CONNECTION = os.environ["BUS_CONNECTION"]
ADMINISTRATION = os.environ["BUS_ADMINISTRATION"]
KEY_NAME = "checks"


def setting(connection, name):
    return dict(part.split("=", 1) for part in connection.split(";") if part)[name]


ADDRESS = setting(CONNECTION, "Endpoint").removeprefix("sb://")
KEY = setting(CONNECTION, "SharedAccessKey")
ADMINISTRATION_ADDRESS = setting(ADMINISTRATION, "Endpoint").removeprefix("sb://")
HOST, PORT = ADDRESS.rsplit(":", 1)
ADMINISTRATION_PORT = ADMINISTRATION_ADDRESS.rsplit(":", 1)[1]
ADMINISTRATION_ONLY = os.environ.get("BUS_TESTS") == "administration"


class ToHttp(RequestsTransport):
    """The administration client insists on https; the broker listens on the loopback address only and has no TLS."""

    def send(self, request, **kwargs):
        request.url = request.url.replace("https://", "http://", 1)
        return super().send(request, **kwargs)


class ToHttpAsync(AioHttpTransport):
    """The same for the asynchronous client."""

    async def send(self, request, **kwargs):
        request.url = request.url.replace("https://", "http://", 1)
        return await super().send(request, **kwargs)


def administration():
    return ServiceBusAdministrationClient.from_connection_string(ADMINISTRATION, transport=ToHttp())
