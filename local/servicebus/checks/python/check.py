"""Shows that the official Python SDK, as it is published, works with the broker."""

import logging
import sys

import messages
import scenario
import sessions
import topics

logging.getLogger("azure").setLevel(logging.CRITICAL)
sys.exit(1 if scenario.run([messages.SCENARIOS, sessions.SCENARIOS, topics.SCENARIOS]) else 0)
