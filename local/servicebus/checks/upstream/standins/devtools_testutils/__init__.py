"""Takes the place of the SDK repository's own test tools, which are not published.

Here are only the names that the live tests of azure-servicebus import. Nothing is recorded or replayed: every test
is live, against the broker.
"""

import broker
from azure.servicebus._base_handler import ServiceBusSharedKeyCredential
from azure.servicebus.aio._base_handler_async import ServiceBusSharedKeyCredential as AsyncSharedKeyCredential

from .preparing import Preparer


class AzureRecordedTestCase:
    """The base of the test classes."""

    is_live = True

    @staticmethod
    def await_prepared_test(test):
        return test


AzureMgmtRecordedTestCase = AzureRecordedTestCase


def get_credential(is_async=False):
    """A key of the broker where the tests would sign in to Microsoft Entra ID."""
    kind = AsyncSharedKeyCredential if is_async else ServiceBusSharedKeyCredential
    return kind(broker.KEY_NAME, broker.KEY)


def recorded_by_proxy(test):
    return test


def set_custom_default_matcher(**_):
    """Has no meaning where nothing is replayed."""


class ResourceGroupPreparer(Preparer):
    """A broker has no resource groups."""


RandomNameResourceGroupPreparer = ResourceGroupPreparer
CachedResourceGroupPreparer = ResourceGroupPreparer


class PowerShellPreparer(Preparer):
    """Hands a test of administration what a script of the SDK's repository would have put into the environment."""

    def __init__(self, _directory, **settings):
        super().__init__()
        known = {
            "servicebus_connection_str": broker.ADMINISTRATION,
            "servicebus_fully_qualified_namespace": broker.ADMINISTRATION_ADDRESS,
            "servicebus_sas_policy": broker.KEY_NAME,
            "servicebus_sas_key": broker.KEY,
        }
        self.settings = {name: known.get(name, value) for name, value in settings.items()}

    def prepare(self, _given):
        return self.settings
