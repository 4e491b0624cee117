"""Runs scenarios, says one line for each, and keeps them from waiting for ever."""

import os
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

from azure.servicebus import ServiceBusClient

CONNECTION = os.environ["BUS_CONNECTION"]
ADMINISTRATION = os.environ["BUS_ADMINISTRATION"]
PATIENCE = 20
END = 60


def client():
    return ServiceBusClient.from_connection_string(CONNECTION, retry_total=1)


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def equal(actual, expected, what):
    check(actual == expected, f"{what}: {actual!r} instead of {expected!r}")


def text(message):
    return b"".join(message.body).decode()


def take(receiver, count=1):
    """The next messages, however long the machine needs for them."""
    messages = []
    deadline = time.monotonic() + PATIENCE
    while len(messages) < count and time.monotonic() < deadline:
        messages += receiver.receive_messages(count - len(messages), max_wait_time=5)
    equal(len(messages), count, "messages received")
    return messages


def empty(receiver):
    """Nothing is there, as a look without locks tells at once."""
    equal([text(message) for message in receiver.peek_messages(10, sequence_number=1)], [], "messages left")


def await_that(condition, what):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        check(time.monotonic() < deadline, f"waited in vain until {what}")
        time.sleep(0.05)


def refused(kind, action):
    try:
        action()
    except kind as expected:
        return expected
    raise AssertionError(f"was not refused with {kind.__name__}")


def run(groups):
    """Runs groups of scenarios side by side, the scenarios of each one after the other; how many failed."""
    with ThreadPoolExecutor(len(groups)) as pool:
        return sum(pool.map(_run_group, groups))


def _run_group(scenarios):
    return sum(_fails(scenario) for scenario in scenarios)


def _fails(scenario):
    failure = []
    start = time.monotonic()
    thread = threading.Thread(target=_attempt, args=(scenario, failure), daemon=True)
    thread.start()
    thread.join(END)
    if thread.is_alive():
        failure.append(f"no end after {END} s")
    name = f"{scenario.__name__.replace('_', ' ')} ({time.monotonic() - start:.1f} s)"
    print(f"failed  {name}: {failure[0]}" if failure else f"ok      {name}", flush=True)
    return bool(failure)


def _attempt(scenario, failure):
    try:
        scenario()
    except Exception as failed:  # Whatever it is, the line of this scenario says it.
        where = traceback.extract_tb(failed.__traceback__)[1]
        failure.append(f"{type(failed).__name__}: {failed} (line {where.lineno} of {os.path.basename(where.filename)})")
