"""Sending, receiving and settling with queues."""

import datetime
import uuid
from concurrent.futures import ThreadPoolExecutor

from azure.servicebus import AutoLockRenewer, ServiceBusMessage, ServiceBusReceiveMode, ServiceBusSubQueue
from azure.servicebus.exceptions import (
    MessageLockLostError,
    MessageSizeExceededError,
    ServiceBusAuthenticationError,
    ServiceBusError,
)

from scenario import await_that, check, client, empty, equal, refused, take, text


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def send(queue, *messages):
    with client() as bus, bus.get_queue_sender(queue) as sender:
        for message in messages:
            sender.send_messages(message)


def a_message_keeps_its_properties():
    identifier = uuid.uuid4()
    send("plain", ServiceBusMessage(
        "one", message_id="m1", subject="a subject", correlation_id="c1", content_type="text/plain", to="you",
        reply_to="me", time_to_live=datetime.timedelta(minutes=5),
        application_properties={"text": "é", "number": 7, "yes": True, "part": 1.5, "id": identifier}))
    with client() as bus, bus.get_queue_receiver("plain") as receiver:
        [message] = take(receiver)
        equal(text(message), "one", "body")
        equal((message.message_id, message.subject, message.correlation_id), ("m1", "a subject", "c1"), "identity")
        equal((message.content_type, message.to, message.reply_to), ("text/plain", "you", "me"), "addresses")
        equal(message.time_to_live, datetime.timedelta(minutes=5), "time to live")
        equal({k.decode(): v for k, v in message.application_properties.items()},
              {"text": "é".encode(), "number": 7, "yes": True, "part": 1.5, "id": identifier}, "properties")
        equal(message.delivery_count, 0, "delivery count")
        check(message.sequence_number > 0, "it has no sequence number")
        check(message.locked_until_utc > now(), "its lock has run out")
        receiver.complete_message(message)
        empty(receiver)


def a_batch_arrives_in_its_order():
    with client() as bus, bus.get_queue_sender("plain") as sender:
        batch = sender.create_message_batch()
        for number in range(50):
            batch.add_message(ServiceBusMessage(str(number)))
        sender.send_messages(batch)
        sender.send_messages([ServiceBusMessage("50"), ServiceBusMessage("51")])
    with client() as bus, bus.get_queue_receiver("plain", prefetch_count=20) as receiver:
        messages = take(receiver, 52)
        equal([text(message) for message in messages], [str(number) for number in range(52)], "bodies")
        for message in messages:
            receiver.complete_message(message)
        empty(receiver)


def several_threads_may_ask_by_one_receiver():
    """Their requests repeat delivery ids: the SDK counts without a lock."""
    send("plain", *[ServiceBusMessage(str(number)) for number in range(8)])
    with client() as bus, bus.get_queue_receiver("plain") as receiver:
        messages = take(receiver, 8)
        for _ in range(5):
            with ThreadPoolExecutor(8) as pool:
                peeked = pool.map(lambda m: receiver.peek_messages(1, sequence_number=m.sequence_number), messages)
                equal([text(m) for [m] in peeked], [text(message) for message in messages], "peeked")
        for message in messages:
            receiver.complete_message(message)
        empty(receiver)


def a_message_over_the_limit_is_refused():
    refused(MessageSizeExceededError, lambda: send("plain", ServiceBusMessage("x" * 300_000)))
    send("plain", ServiceBusMessage("y" * 200_000))
    with client() as bus, bus.get_queue_receiver("plain", receive_mode=ServiceBusReceiveMode.RECEIVE_AND_DELETE) as r:
        equal(len(text(take(r)[0])), 200_000, "length")


def a_scheduled_message_comes_when_it_is_due():
    due = now() + datetime.timedelta(seconds=2)
    with client() as bus, bus.get_queue_sender("plain") as sender:
        sender.schedule_messages(ServiceBusMessage("due"), due)
        sender.send_messages(ServiceBusMessage("due as well", scheduled_enqueue_time_utc=due))
    with client() as bus, bus.get_queue_receiver("plain") as receiver:
        for message in take(receiver, 2):
            check(now() >= due, f"{text(message)} came early")
            receiver.complete_message(message)
        empty(receiver)


def a_cancelled_message_never_comes():
    with client() as bus, bus.get_queue_sender("plain") as sender, bus.get_queue_receiver("plain") as receiver:
        numbers = sender.schedule_messages([ServiceBusMessage("never")] * 2, now() + datetime.timedelta(hours=1))
        equal([(m.sequence_number, m.state.name) for m in receiver.peek_messages(5)],
              [(number, "SCHEDULED") for number in numbers], "peeked")
        sender.cancel_scheduled_messages(numbers)
        empty(receiver)
        refused(ServiceBusError, lambda: sender.cancel_scheduled_messages(numbers))


def a_message_received_for_good_is_gone():
    send("plain", ServiceBusMessage("gone"))
    with client() as bus, bus.get_queue_receiver("plain", receive_mode=ServiceBusReceiveMode.RECEIVE_AND_DELETE) as r:
        equal(text(take(r)[0]), "gone", "body")
        empty(r)


def an_abandoned_message_comes_again():
    send("plain", ServiceBusMessage("again"))
    with client() as bus, bus.get_queue_receiver("plain") as receiver:
        receiver.abandon_message(take(receiver)[0])
        [message] = take(receiver)
        equal(message.delivery_count, 1, "delivery count")
        receiver.complete_message(message)
        empty(receiver)


def a_deferred_message_comes_by_its_number():
    send("plain", ServiceBusMessage("later"))
    with client() as bus, bus.get_queue_receiver("plain") as receiver:
        [message] = take(receiver)
        receiver.defer_message(message)
        states = [m.state.name for m in receiver.peek_messages(1, sequence_number=message.sequence_number)]
        equal(states, ["DEFERRED"], "state")
        equal(receiver.receive_messages(1, max_wait_time=1), [], "what comes by itself")
        refused(ServiceBusError, lambda: receiver.receive_deferred_messages([message.sequence_number, 1_000_000]))
        [deferred] = receiver.receive_deferred_messages(message.sequence_number)
        equal(text(deferred), "later", "body")
        receiver.complete_message(deferred)
        refused(ServiceBusError, lambda: receiver.receive_deferred_messages(message.sequence_number))
        empty(receiver)


def a_dead_letter_says_its_reason():
    send("plain", ServiceBusMessage("poison", application_properties={"kept": "yes"}))
    with client() as bus:
        with bus.get_queue_receiver("plain") as receiver:
            receiver.dead_letter_message(take(receiver)[0], reason="NotACloudEvent", error_description="no id")
            empty(receiver)
        with bus.get_queue_receiver("plain", sub_queue=ServiceBusSubQueue.DEAD_LETTER) as letters:
            [message] = take(letters)
            equal((message.dead_letter_reason, message.dead_letter_error_description), ("NotACloudEvent", "no id"), "why")
            equal(message.application_properties[b"kept"], b"yes", "property")
            letters.complete_message(message)
            empty(letters)


def a_message_that_fails_too_often_is_dead_lettered():
    send("strict", ServiceBusMessage("hopeless"))
    with client() as bus:
        with bus.get_queue_receiver("strict") as receiver:
            for _ in range(2):
                receiver.abandon_message(take(receiver)[0])
        with bus.get_queue_receiver("strict", sub_queue=ServiceBusSubQueue.DEAD_LETTER) as letters:
            [message] = take(letters)
            equal(message.dead_letter_reason, "MaxDeliveryCountExceeded", "reason")
            letters.complete_message(message)


def an_expired_message_is_dead_lettered():
    send("expiring", ServiceBusMessage("stale", time_to_live=datetime.timedelta(milliseconds=200)))
    with client() as bus, bus.get_queue_receiver("expiring", sub_queue=ServiceBusSubQueue.DEAD_LETTER) as letters:
        [message] = take(letters)
        equal(message.dead_letter_reason, "TTLExpiredException", "reason")
        letters.complete_message(message)


def a_handler_longer_than_the_lock_keeps_it_by_renewal():
    send("hasty", ServiceBusMessage("long work"))
    with client() as bus, bus.get_queue_receiver("hasty") as receiver, AutoLockRenewer() as renewer:
        [message] = take(receiver)
        end = message.locked_until_utc + datetime.timedelta(seconds=1)
        renewer.register(receiver, message, max_lock_renewal_duration=60)
        await_that(lambda: now() > end, "the first lock would have run out")
        receiver.complete_message(message)
        empty(receiver)


def a_lock_that_ran_out_is_lost():
    send("hasty", ServiceBusMessage("too late"))
    with client() as bus, bus.get_queue_receiver("hasty") as receiver:
        [message] = take(receiver)
        with bus.get_queue_receiver("hasty") as other:
            [again] = take(other)
            equal(again.delivery_count, 1, "delivery count")
            refused(MessageLockLostError, lambda: receiver.renew_message_lock(message))
            refused(MessageLockLostError, lambda: receiver.complete_message(message))
            other.complete_message(again)
            empty(other)


def a_repeated_id_is_dropped():
    send("careful", *[ServiceBusMessage(body, message_id=i) for i, body in [("1", "first"), ("1", "twin"), ("2", "next")]])
    with client() as bus, bus.get_queue_receiver("careful") as receiver:
        messages = take(receiver, 2)
        equal([text(message) for message in messages], ["first", "next"], "bodies")
        for message in messages:
            receiver.complete_message(message)
        empty(receiver)


def a_forwarding_queue_hands_on():
    send("entry", ServiceBusMessage("handed on"))
    with client() as bus, bus.get_queue_receiver("plain") as receiver:
        [message] = take(receiver)
        equal(text(message), "handed on", "body")
        receiver.complete_message(message)


def an_unknown_queue_is_refused():
    refused(ServiceBusAuthenticationError, lambda: send("nowhere", ServiceBusMessage("lost")))


SCENARIOS = [
    a_message_keeps_its_properties, a_batch_arrives_in_its_order, several_threads_may_ask_by_one_receiver,
    a_message_over_the_limit_is_refused,
    a_scheduled_message_comes_when_it_is_due, a_cancelled_message_never_comes, a_message_received_for_good_is_gone,
    an_abandoned_message_comes_again, a_deferred_message_comes_by_its_number, a_dead_letter_says_its_reason,
    a_message_that_fails_too_often_is_dead_lettered, an_expired_message_is_dead_lettered,
    a_handler_longer_than_the_lock_keeps_it_by_renewal, a_lock_that_ran_out_is_lost, a_repeated_id_is_dropped,
    a_forwarding_queue_hands_on, an_unknown_queue_is_refused,
]
