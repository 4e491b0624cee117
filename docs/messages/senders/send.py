#!/usr/bin/env python3
"""Sends an example message with Microsoft's Python SDK: pip install azure-servicebus

PALISADE_SERVICEBUS_CONNECTION=... python3 send.py QUEUE FILE [ID]

FILE is a CloudEvent, such as ../examples/dev.palisade.request.plan.v1.json; ID makes it a request of its own.
"""
import json
import os
import sys
import uuid

from azure.servicebus import ServiceBusClient, ServiceBusMessage


def main(queue, file, request_id=None):
    with open(file, encoding="utf-8") as text:
        event = json.load(text)
    event["id"] = request_id or str(uuid.uuid4())
    event.pop("time", None)  # the time at which Service Bus takes it will do
    message = ServiceBusMessage(
        json.dumps(event), message_id=event["id"], content_type="application/cloudevents+json"
    )
    connection = os.environ.get("PALISADE_SERVICEBUS_CONNECTION")
    if not connection:
        sys.exit("Set PALISADE_SERVICEBUS_CONNECTION to the namespace's connection string.")
    with ServiceBusClient.from_connection_string(connection) as client:
        with client.get_queue_sender(queue) as sender:
            sender.send_messages(message)
    print(event["id"])


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
