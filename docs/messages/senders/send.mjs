// Sends an example message with Microsoft's JavaScript SDK: npm install @azure/service-bus
//
// PALISADE_SERVICEBUS_CONNECTION=... node send.mjs QUEUE FILE [ID]
//
// FILE is a CloudEvent, such as ../examples/dev.palisade.request.plan.v1.json; ID makes it a request of its own.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

// From the folder where npm installed it, which is the current one unless NODE_MODULES names another.
const require = createRequire(join(process.env.NODE_MODULES ?? process.cwd(), "any.js"));
const { ServiceBusClient } = require("@azure/service-bus");

const [queue, file, id = randomUUID()] = process.argv.slice(2);
if (!file) {
  console.error("usage: node send.mjs QUEUE FILE [ID]");
  process.exit(2);
}
// Without a time: that at which Service Bus takes it will do.
const { time, ...event } = JSON.parse(await readFile(file, "utf8"));
event.id = id;
const client = new ServiceBusClient(process.env.PALISADE_SERVICEBUS_CONNECTION);
try {
  // The SDK would write an object as JSON itself; a Buffer goes as it is.
  await client.createSender(queue).sendMessages({
    body: Buffer.from(JSON.stringify(event)),
    messageId: id,
    contentType: "application/cloudevents+json",
  });
  console.log(id);
} finally {
  await client.close();
}
