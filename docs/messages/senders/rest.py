#!/usr/bin/env python3
"""Sends an example message over HTTP, with nothing but Python's own library and a token made by hand.

PALISADE_SERVICEBUS_CONNECTION=... python3 rest.py [--dry-run] QUEUE FILE [ID]

FILE is a CloudEvent, such as ../examples/dev.palisade.request.plan.v1.json; ID makes it a request of its own.
--dry-run prints the request rather than send it.

It speaks https to Azure, and http to a broker on this machine, which the connection string tells by
UseDevelopmentEmulator=true. Name the broker's HTTP port there: Endpoint=sb://localhost:5300 for that of ./palisade up.
"""
import base64
import hashlib
import hmac
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

VALID_SECONDS = 300


def settings(connection):
    parts = dict(part.split("=", 1) for part in connection.split(";") if part)
    host = parts["Endpoint"].removeprefix("sb://").rstrip("/")
    local = parts.get("UseDevelopmentEmulator", "").lower() == "true"
    return ("http://" if local else "https://") + host, parts["SharedAccessKeyName"], parts["SharedAccessKey"]


def token(uri, key_name, key, now):
    """A shared access signature: the resource and its end, signed with the key as it stands in the connection string."""
    resource = urllib.parse.quote_plus(uri)
    end = str(int(now) + VALID_SECONDS)
    signed = hmac.new(key.encode(), f"{resource}\n{end}".encode(), hashlib.sha256).digest()
    signature = urllib.parse.quote_plus(base64.b64encode(signed))
    return f"SharedAccessSignature sr={resource}&sig={signature}&se={end}&skn={urllib.parse.quote_plus(key_name)}"


def request(connection, queue, event, now):
    base, key_name, key = settings(connection)
    uri = f"{base}/{queue}"
    return urllib.request.Request(
        f"{uri}/messages",
        data=json.dumps(event).encode(),
        method="POST",
        headers={
            "Authorization": token(uri, key_name, key, now),
            "Content-Type": "application/cloudevents+json",
            # The message's own properties; the event's id stands in the body as well.
            "BrokerProperties": json.dumps({"MessageId": event["id"]}),
        },
    )


def main(queue, file, request_id=None, dry_run=False):
    with open(file, encoding="utf-8") as text:
        event = json.load(text)
    event["id"] = request_id or str(uuid.uuid4())
    event.pop("time", None)  # the time at which Service Bus takes it will do
    outgoing = request(os.environ["PALISADE_SERVICEBUS_CONNECTION"], queue, event, time.time())
    if dry_run:
        print(outgoing.get_method(), outgoing.full_url)
        for name, value in outgoing.header_items():
            print(f"{name}: {value}")
        print()
        print(outgoing.data.decode())
        return
    try:
        with urllib.request.urlopen(outgoing, timeout=30) as answer:
            if answer.status != 201:
                sys.exit(f"Service Bus answered {answer.status} rather than 201 Created.")
    except urllib.error.HTTPError as refused:
        sys.exit(f"Service Bus refused it: {refused.code} {refused.read().decode(errors='replace')}")
    print(event["id"])


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--dry-run"]
    if len(words) not in (2, 3):
        sys.exit(__doc__)
    main(*words, dry_run="--dry-run" in sys.argv[1:])
