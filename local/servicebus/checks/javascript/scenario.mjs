// Runs scenarios, says one line for each, and keeps them from waiting for ever.
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";

const require = createRequire(`${process.env.BUS_SDK}/`);
const Long = require("long");
export const sdk = require("@azure/service-bus");

const CONNECTION = process.env.BUS_CONNECTION;
const ADMINISTRATION = process.env.BUS_ADMINISTRATION;
const PATIENCE = 20_000;
const END = 60_000;
const ANOTHER_KEY = "SharedAccessKey=b3RoZXI=;";

/** The SDK always asks by https; an emulator is without TLS. */
const plainHttp = {
  name: "plainHttp",
  sendRequest(request, next) {
    request.url = request.url.replace("https://", "http://");
    request.allowInsecureConnection = true;
    return next(request);
  },
};

const withAnotherKey = (connection) => connection.replace(/SharedAccessKey=[^;]*;/, ANOTHER_KEY);

/** Lends a client and closes it afterwards. */
export async function withClient(use, connection = CONNECTION) {
  const client = new sdk.ServiceBusClient(connection, { retryOptions: { maxRetries: 1, retryDelayInMs: 200 } });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

export const withIntruder = (use) => withClient(use, withAnotherKey(CONNECTION));

export function administration(connection = ADMINISTRATION) {
  const client = new sdk.ServiceBusAdministrationClient(connection, { retryOptions: { maxRetries: 0 } });
  client.pipeline.addPolicy(plainHttp);
  return client;
}

export const intrudingAdministration = () => administration(withAnotherKey(ADMINISTRATION));

export function check(condition, what) {
  if (!condition) throw new Error(what);
}

export function equal(actual, expected, what) {
  check(isDeepStrictEqual(actual, expected), `${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

/** The next messages, however long the machine needs for them. */
export async function take(receiver, count = 1) {
  const messages = [];
  const deadline = Date.now() + PATIENCE;
  while (messages.length < count && Date.now() < deadline) {
    messages.push(...(await receiver.receiveMessages(count - messages.length, { maxWaitTimeInMs: 5000 })));
  }
  equal(messages.length, count, "messages received");
  return messages;
}

/** Nothing is there, as a look without locks tells at once. */
export async function empty(receiver) {
  const left = await receiver.peekMessages(10, { fromSequenceNumber: Long.ONE });
  equal(left.map((message) => message.body), [], "messages left");
}

/** Checks every now and then, since nothing tells when a lock has run out. */
export async function awaitThat(condition, what) {
  const deadline = Date.now() + PATIENCE;
  while (!condition()) {
    check(Date.now() < deadline, `waited in vain until ${what}`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

export async function refused(code, action) {
  try {
    await action();
  } catch (refusal) {
    // What was refused at every attempt comes as all the refusals.
    equal(refusal.code ?? refusal.errors?.[0].code, code, `code of "${refusal.message}"`);
    return;
  }
  throw new Error(`was not refused with ${code}`);
}

/** Runs groups of scenarios side by side, the scenarios of each one after the other; how many failed. */
export async function run(groups) {
  return (await Promise.all(groups.map(runGroup))).reduce((sum, failures) => sum + failures, 0);
}

async function runGroup(scenarios) {
  let failures = 0;
  for (const scenario of scenarios) failures += await fails(scenario);
  return failures;
}

async function fails(scenario) {
  const words = scenario.name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  const start = Date.now();
  const took = () => `${words} (${((Date.now() - start) / 1000).toFixed(1)} s)`;
  let end;
  const late = new Promise((_, reject) => {
    end = setTimeout(() => reject(new Error(`no end after ${END} ms`)), END);
  });
  try {
    await Promise.race([scenario(), late]);
    console.log(`ok      ${took()}`);
    return 0;
  } catch (failure) {
    const where = /(\w+\.mjs:\d+)/.exec((failure.stack ?? "").replaceAll("scenario.mjs", ""))?.[1];
    console.log(`failed  ${took()}: ${failure.message} (${where})`);
    return 1;
  } finally {
    clearTimeout(end);
  }
}
