"""Sessions: their order, their lock, their state."""

import datetime

from azure.servicebus import NEXT_AVAILABLE_SESSION, AutoLockRenewer, ServiceBusMessage
from azure.servicebus.exceptions import OperationTimeoutError, ServiceBusError, SessionCannotBeLockedError, SessionLockLostError

from scenario import await_that, check, client, empty, equal, refused, take, text


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def send(session, *bodies):
    with client() as bus, bus.get_queue_sender("sessions") as sender:
        sender.send_messages([ServiceBusMessage(body, session_id=session) for body in bodies])


def a_session_keeps_its_order_and_its_state():
    send("a", "a1", "a2")
    send("b", "b1")
    with client() as bus, bus.get_queue_receiver("sessions", session_id="a") as receiver:
        messages = take(receiver, 2)
        equal([(m.session_id, text(m)) for m in messages], [("a", "a1"), ("a", "a2")], "messages")
        equal(receiver.session.get_state(), None, "state before")
        receiver.session.set_state("half done")
        equal(receiver.session.get_state(), b"half done", "state")
        check(receiver.session.renew_lock() > now(), "the renewed lock has run out")
        for message in messages:
            receiver.complete_message(message)
        empty(receiver)
    with client() as bus, bus.get_queue_receiver("sessions", session_id="a") as receiver:
        equal(receiver.session.get_state(), b"half done", "state kept")
        receiver.session.set_state(None)


def the_next_session_is_the_one_with_messages():
    with client() as bus, bus.get_queue_receiver("sessions", session_id=NEXT_AVAILABLE_SESSION) as receiver:
        equal(receiver.session.session_id, "b", "session")
        [message] = take(receiver)
        receiver.defer_message(message)
        [message] = receiver.receive_deferred_messages(message.sequence_number)
        receiver.complete_message(message)
    with client() as bus:
        vain = bus.get_queue_receiver("sessions", session_id=NEXT_AVAILABLE_SESSION, max_wait_time=2)
        refused(OperationTimeoutError, lambda: vain.receive_messages(1))


def a_session_has_one_receiver_at_a_time():
    with client() as bus, bus.get_queue_receiver("sessions", session_id="c"):
        refused(SessionCannotBeLockedError, lambda: bus.get_queue_receiver("sessions", session_id="c").__enter__())
    with client() as bus, bus.get_queue_receiver("sessions", session_id="c") as receiver:
        equal(receiver.session.session_id, "c", "session once it is free")


def a_renewed_session_outlasts_its_lock_and_another_does_not():
    send("d", "d1", "d2")
    with client() as bus, bus.get_queue_receiver("sessions", session_id="d") as receiver:
        [message] = take(receiver)
        end = receiver.session.locked_until_utc + datetime.timedelta(seconds=1)
        with AutoLockRenewer() as renewer:
            renewer.register(receiver, receiver.session, max_lock_renewal_duration=60)
            await_that(lambda: now() > end, "the first lock would have run out")
            receiver.complete_message(message)
        [message] = take(receiver)
        end = receiver.session.locked_until_utc + datetime.timedelta(seconds=1)
        await_that(lambda: now() > end, "the lock ran out")
        refused(SessionLockLostError, lambda: receiver.complete_message(message))
    with client() as bus, bus.get_queue_receiver("sessions", session_id="d") as receiver:
        receiver.complete_message(take(receiver)[0])
        empty(receiver)


def who_disregards_sessions_is_refused():
    with client() as bus, bus.get_queue_sender("sessions") as sender:
        refused(ServiceBusError, lambda: sender.send_messages(ServiceBusMessage("no session")))
    with client() as bus:
        refused(ServiceBusError, lambda: bus.get_queue_receiver("sessions").__enter__())


SCENARIOS = [
    a_session_keeps_its_order_and_its_state, the_next_session_is_the_one_with_messages,
    a_session_has_one_receiver_at_a_time, a_renewed_session_outlasts_its_lock_and_another_does_not,
    who_disregards_sessions_is_refused,
]
