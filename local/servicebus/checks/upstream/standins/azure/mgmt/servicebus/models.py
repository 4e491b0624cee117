"""The one name that the tests take from the package azure-mgmt-servicebus, which is not needed otherwise."""

import enum


class AccessRights(str, enum.Enum):
    manage = "Manage"
    send = "Send"
    listen = "Listen"
