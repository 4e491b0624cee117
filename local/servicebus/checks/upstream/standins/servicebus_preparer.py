"""Takes the place of the preparers beside the SDK's tests, which make their entities by Azure Resource Manager.

The same decorators make them over the broker's administration API. Their defaults are those of the originals.
"""

import functools
import types
import uuid

import broker
import pytest
from devtools_testutils.preparing import Preparer

# The service has one host for both protocols, the broker a port for each; tests of administration never use AMQP.
SERVICEBUS_ENDPOINT_SUFFIX = ":" + (broker.ADMINISTRATION_PORT if broker.ADMINISTRATION_ONLY else broker.PORT)


def entity(name):
    return types.SimpleNamespace(name=name)


class ServiceBusResourceGroupPreparer(Preparer):
    """A broker has no resource groups."""


class ServiceBusNamespacePreparer(Preparer):
    """The broker is the one namespace there is."""

    def prepare(self, _given):
        return {
            "servicebus_namespace": entity(broker.HOST),
            "servicebus_namespace_connection_string": broker.CONNECTION,
            "servicebus_namespace_key_name": broker.KEY_NAME,
            "servicebus_namespace_primary_key": broker.KEY,
        }


class EntityPreparer(Preparer):
    """Makes an entity with a name of its own."""

    def __init__(self, name_prefix="", use_cache=False, parameter_name=None, **asked):
        super().__init__(name_prefix, use_cache, **asked)
        self.parameter_name = parameter_name or self.parameter

    def prepare(self, given):
        made = entity(f"{self.name_prefix}-{uuid.uuid4().hex[:12]}")
        with broker.administration() as administration:
            self.create(administration, made.name, given)
        return {self.parameter_name: made}

    def clean_up(self, prepared, given):
        with broker.administration() as administration:
            self.delete(administration, prepared[self.parameter_name].name, given)


class ServiceBusQueuePreparer(EntityPreparer):
    parameter = "servicebus_queue"

    def create(self, administration, name, _given):
        administration.create_queue(name, **{"lock_duration": "PT30S", **self.asked})

    def delete(self, administration, name, _given):
        administration.delete_queue(name)


class ServiceBusTopicPreparer(EntityPreparer):
    parameter = "servicebus_topic"

    def create(self, administration, name, _given):
        administration.create_topic(name)

    def delete(self, administration, name, _given):
        administration.delete_topic(name)


class ServiceBusSubscriptionPreparer(EntityPreparer):
    parameter = "servicebus_subscription"

    def create(self, administration, name, given):
        asked = {"lock_duration": "PT60S", **self.asked}
        administration.create_subscription(given["servicebus_topic"].name, name, **asked)

    def delete(self, administration, name, given):
        administration.delete_subscription(given["servicebus_topic"].name, name)


class ServiceBusNamespaceAuthorizationRulePreparer(Preparer):
    """All keys of the broker may do everything, so a rule of fewer rights cannot be made."""

    def prepare(self, _given):
        pytest.skip("the broker has no authorization rules")


ServiceBusQueueAuthorizationRulePreparer = ServiceBusNamespaceAuthorizationRulePreparer
CachedServiceBusResourceGroupPreparer = functools.partial(ServiceBusResourceGroupPreparer, use_cache=True)
CachedServiceBusNamespacePreparer = functools.partial(ServiceBusNamespacePreparer, use_cache=True)
CachedServiceBusQueuePreparer = functools.partial(ServiceBusQueuePreparer, use_cache=True)
CachedServiceBusTopicPreparer = functools.partial(ServiceBusTopicPreparer, use_cache=True)
CachedServiceBusSubscriptionPreparer = functools.partial(ServiceBusSubscriptionPreparer, use_cache=True)
