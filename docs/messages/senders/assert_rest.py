#!/usr/bin/env python3
"""Reads what rest.py --dry-run prints, and checks it against the form that Service Bus asks for; openssl signs for a second time.

python3 assert_rest.py QUEUE < PRINTED
"""
import base64
import json
import os
import subprocess
import sys
import time
import urllib.parse


def openssl(key, text):
    """The same signature by another program than the one that made it."""
    done = subprocess.run(
        ["openssl", "dgst", "-sha256", "-hmac", key, "-binary"], input=text.encode(), capture_output=True, check=True
    )
    return base64.b64encode(done.stdout).decode()


def main(queue):
    head, _, body = sys.stdin.read().partition("\n\n")
    first, *lines = head.splitlines()
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    connection = dict(part.split("=", 1) for part in os.environ["PALISADE_SERVICEBUS_CONNECTION"].split(";") if part)
    resource = f"https://{connection['Endpoint'].removeprefix('sb://').rstrip('/')}/{queue}"
    scheme, _, fields = headers["authorization"].partition(" ")
    token = dict(field.split("=", 1) for field in fields.split("&"))
    event = json.loads(body)

    assert first == f"POST {resource}/messages", first
    assert scheme == "SharedAccessSignature" and set(token) == {"sr", "sig", "se", "skn"}, sorted(token)
    assert urllib.parse.unquote_plus(token["sr"]) == resource, token["sr"]
    assert urllib.parse.unquote_plus(token["skn"]) == connection["SharedAccessKeyName"], token["skn"]
    assert 0 < int(token["se"]) - time.time() <= 600, "the token ends at " + token["se"]
    signed = openssl(connection["SharedAccessKey"], token["sr"] + "\n" + token["se"])
    assert urllib.parse.unquote_plus(token["sig"]) == signed, "the signature is not that of the key"
    assert headers["content-type"] == "application/cloudevents+json", headers["content-type"]
    assert json.loads(headers["brokerproperties"]) == {"MessageId": event["id"]}, headers["brokerproperties"]
    assert event["specversion"] == "1.0" and "time" not in event, event.keys()


if __name__ == "__main__":
    main(*sys.argv[1:])
