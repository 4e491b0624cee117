// Shows that the official JavaScript SDK, as it is published, works with the broker.
import { scenarios as messages } from "./messages.mjs";
import { run } from "./scenario.mjs";
import { scenarios as sessions } from "./sessions.mjs";
import { scenarios as topics } from "./topics.mjs";

process.exit((await run([messages, sessions, topics])) ? 1 : 0);
