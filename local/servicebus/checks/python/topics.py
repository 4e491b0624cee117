"""Topics, the rules of their subscriptions, administration and access."""

import datetime

from azure.core.exceptions import ClientAuthenticationError, ResourceExistsError, ResourceNotFoundError
from azure.core.pipeline.transport import RequestsTransport
from azure.servicebus import ServiceBusClient, ServiceBusMessage
from azure.servicebus.exceptions import ServiceBusAuthenticationError
from azure.servicebus.management import (
    CorrelationRuleFilter,
    ServiceBusAdministrationClient,
    SqlRuleAction,
    SqlRuleFilter,
    TrueRuleFilter,
)

from scenario import ADMINISTRATION, CONNECTION, client, empty, equal, refused, take, text


class PlainHttp(RequestsTransport):
    """The SDK always asks by https; an emulator is without TLS."""

    def send(self, request, **options):
        request.url = request.url.replace("https://", "http://", 1)
        return super().send(request, **options)


def administration(connection=ADMINISTRATION):
    return ServiceBusAdministrationClient.from_connection_string(connection, transport=PlainHttp())


def publish(topic, *messages):
    with client() as bus, bus.get_topic_sender(topic) as sender:
        sender.send_messages(list(messages))


def order(body, color, quantity):
    return ServiceBusMessage(body, subject="order", application_properties={"color": color, "quantity": quantity})


def receive(subscription, count, topic="orders"):
    with client() as bus, bus.get_subscription_receiver(topic, subscription) as receiver:
        messages = take(receiver, count) if count else []
        for message in messages:
            receiver.complete_message(message)
        empty(receiver)
        return messages


def each_subscription_gets_what_its_rules_select():
    reply = order("blue", "blue", 1)
    reply.correlation_id = "42"
    publish("orders", order("many", "red", 20), order("few", "red", 10), reply)
    equal([text(m) for m in receive("all", 3)], ["many", "few", "blue"], "all")
    equal([text(m) for m in receive("changing", 3)], ["many", "few", "blue"], "whatever there is")
    equal([text(m) for m in receive("correlated", 1)], ["blue"], "correlated")
    [message] = receive("red", 1)
    equal((text(message), message.application_properties),
          ("many", {b"quantity": 20, b"priority": b"high", b"RuleName": b"many-red"}), "red")


def rules_are_listed_added_and_removed():
    with administration() as admin:
        equal([type(r.filter) for r in admin.list_rules("orders", "changing")], [TrueRuleFilter], "rules at first")
        admin.delete_rule("orders", "changing", "$Default")
        admin.create_rule("orders", "changing", "sized", filter=SqlRuleFilter(
            "size IN ('s', 'm') AND EXISTS(user.size) AND quantity >= @least", parameters={"@least": 5}),
            action=SqlRuleAction("SET sys.Label = 'sized'"))
        admin.create_rule("orders", "changing", "to-me", filter=CorrelationRuleFilter(to="me", properties={"n": 1}))
        rules = {rule.name: rule for rule in admin.list_rules("orders", "changing")}
        equal(set(rules), {"sized", "to-me"}, "names")
        equal(rules["sized"].action.sql_expression, "SET sys.Label = 'sized'", "action")
        equal((rules["to-me"].filter.to, rules["to-me"].filter.properties), ("me", {"n": 1}), "filter")
        publish("orders", *[ServiceBusMessage(size, application_properties={"size": size, "quantity": quantity})
                            for size, quantity in [("s", 5), ("m", 4), ("l", 9)]])
        [message] = receive("changing", 1)
        equal((text(message), message.subject), ("s", "sized"), "selected")
        changed = rules["sized"]
        changed.filter = SqlRuleFilter("size = 'l'")
        admin.update_rule("orders", "changing", changed)
        publish("orders", ServiceBusMessage("large", application_properties={"size": "l"}))
        equal(text(receive("changing", 1)[0]), "large", "selected by the changed rule")
        admin.delete_rule("orders", "changing", "sized")
        refused(ResourceNotFoundError, lambda: admin.get_rule("orders", "changing", "sized"))
    receive("all", 4)


def queues_are_made_changed_counted_and_deleted():
    with administration() as admin:
        made = admin.create_queue("made", lock_duration="PT30S", max_delivery_count=4, dead_lettering_on_message_expiration=True)
        equal((made.lock_duration, made.max_delivery_count), (datetime.timedelta(seconds=30), 4), "settings")
        refused(ResourceExistsError, lambda: admin.create_queue("made"))
        made.max_delivery_count = 6
        admin.update_queue(made)
        equal(admin.get_queue("made").max_delivery_count, 6, "changed")
        with client() as bus, bus.get_queue_sender("made") as sender:
            sender.send_messages([ServiceBusMessage("1"), ServiceBusMessage("2")])
            sender.schedule_messages(ServiceBusMessage("3"), datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1))
        counts = admin.get_queue_runtime_properties("made")
        equal((counts.active_message_count, counts.scheduled_message_count, counts.total_message_count), (2, 1, 3), "counts")
        equal("made" in [queue.name for queue in admin.list_queues()], True, "listed")
        admin.delete_queue("made")
        refused(ResourceNotFoundError, lambda: admin.get_queue("made"))


def topics_and_subscriptions_are_made_used_and_deleted():
    with administration() as admin:
        admin.create_topic("news", requires_duplicate_detection=True)
        admin.create_subscription("news", "readers", requires_session=False, lock_duration="PT1M")
        publish("news", ServiceBusMessage("extra", message_id="1"), ServiceBusMessage("twin", message_id="1"))
        equal(admin.get_subscription_runtime_properties("news", "readers").active_message_count, 1, "count")
        equal(text(receive("readers", 1, topic="news")[0]), "extra", "body")
        equal([s.name for s in admin.list_subscriptions("news")], ["readers"], "subscriptions")
        equal(admin.get_topic_runtime_properties("news").subscription_count, 1, "subscription count")
        admin.delete_topic("news")
        refused(ResourceNotFoundError, lambda: admin.get_subscription("news", "readers"))
        equal(admin.get_namespace_properties().name, "sbemulatorns", "namespace")


def who_has_another_key_is_refused():
    def other(connection):
        return ";".join("SharedAccessKey=b3RoZXI=" if part.startswith("SharedAccessKey=") else part
                        for part in connection.split(";"))

    with ServiceBusClient.from_connection_string(other(CONNECTION), retry_total=0) as bus:
        intruder = bus.get_queue_sender("plain")
        refused(ServiceBusAuthenticationError, lambda: intruder.send_messages(ServiceBusMessage("intruder")))
    with administration(other(ADMINISTRATION)) as admin:
        refused(ClientAuthenticationError, lambda: admin.create_queue("intruder"))


SCENARIOS = [
    each_subscription_gets_what_its_rules_select, rules_are_listed_added_and_removed,
    queues_are_made_changed_counted_and_deleted, topics_and_subscriptions_are_made_used_and_deleted,
    who_has_another_key_is_refused,
]
