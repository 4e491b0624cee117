// Sending, receiving and settling with queues.
import { awaitThat, check, empty, equal, refused, take, withClient } from "./scenario.mjs";

const HOUR = 3_600_000;

async function withQueue(queue, use, options = {}) {
  await withClient(async (client) => {
    const renewed = { maxAutoLockRenewalDurationInMs: 0, ...options };
    await use(client.createSender(queue), client.createReceiver(queue, renewed), client);
  });
}

const deadLetters = (client, queue) => client.createReceiver(queue, { subQueueType: "deadLetter" });

async function aMessageKeepsItsProperties() {
  await withQueue("plain", async (sender, receiver) => {
    const sent = {
      body: { one: [1, "é"] }, messageId: "m1", subject: "a subject", correlationId: "c1", contentType: "application/json",
      to: "you", replyTo: "me", timeToLive: 300_000, applicationProperties: { text: "é", number: 7, part: 1.5, yes: true },
    };
    await sender.sendMessages(sent);
    const [message] = await take(receiver);
    for (const [name, value] of Object.entries(sent)) equal(message[name], value, name);
    equal(message.deliveryCount, 0, "delivery count");
    check(message.sequenceNumber.greaterThan(0), "it has no sequence number");
    check(message.lockedUntilUtc > new Date(), "its lock has run out");
    await receiver.completeMessage(message);
    await empty(receiver);
  });
}

async function aBatchArrivesInItsOrder() {
  await withQueue("plain", async (sender, receiver) => {
    const batch = await sender.createMessageBatch();
    for (let number = 0; number < 50; number++) check(batch.tryAddMessage({ body: number }), "the batch is full");
    await sender.sendMessages(batch);
    await sender.sendMessages([{ body: 50 }, { body: 51 }]);
    const messages = await take(receiver, 52);
    equal(messages.map((message) => message.body), [...Array(52).keys()], "bodies");
    for (const message of messages) await receiver.completeMessage(message);
    await empty(receiver);
  });
}

async function aMessageOverTheLimitIsRefused() {
  await withQueue("plain", async (sender, receiver) => {
    await refused("MessageSizeExceeded", () => sender.sendMessages({ body: "x".repeat(300_000) }));
    await sender.sendMessages({ body: "y".repeat(200_000) });
    equal((await take(receiver))[0].body.length, 200_000, "length");
  }, { receiveMode: "receiveAndDelete" });
}

async function aScheduledMessageComesWhenItIsDue() {
  await withQueue("plain", async (sender, receiver) => {
    const due = new Date(Date.now() + 2000);
    await sender.scheduleMessages({ body: "due" }, due);
    await sender.sendMessages({ body: "due as well", scheduledEnqueueTimeUtc: due });
    for (const message of await take(receiver, 2)) {
      check(new Date() >= due, `${message.body} came early`);
      await receiver.completeMessage(message);
    }
    await empty(receiver);
  });
}

async function aCancelledMessageNeverComes() {
  await withQueue("plain", async (sender, receiver) => {
    const numbers = await sender.scheduleMessages([{ body: "never" }, { body: "never" }], new Date(Date.now() + HOUR));
    const peeked = await receiver.peekMessages(5, { fromSequenceNumber: numbers[0] });
    equal(peeked.map((message) => [message.sequenceNumber, message.state]), numbers.map((n) => [n, "scheduled"]), "peeked");
    await sender.cancelScheduledMessages(numbers);
    await empty(receiver);
    await refused("MessageNotFound", () => sender.cancelScheduledMessages(numbers));
  });
}

async function aMessageReceivedForGoodIsGone() {
  await withQueue("plain", async (sender, receiver) => {
    await sender.sendMessages({ body: "gone" });
    equal((await take(receiver))[0].body, "gone", "body");
    await empty(receiver);
  }, { receiveMode: "receiveAndDelete" });
}

async function anAbandonedMessageComesAgainWithTheChangedProperties() {
  await withQueue("plain", async (sender, receiver) => {
    await sender.sendMessages({ body: "again" });
    await receiver.abandonMessage((await take(receiver))[0], { attempt: "first" });
    const [message] = await take(receiver);
    equal([message.deliveryCount, message.applicationProperties], [1, { attempt: "first" }], "second delivery");
    await receiver.completeMessage(message);
    await empty(receiver);
  });
}

async function aDeferredMessageComesByItsNumber() {
  await withQueue("plain", async (sender, receiver) => {
    await sender.sendMessages({ body: "later" });
    const [message] = await take(receiver);
    await receiver.deferMessage(message);
    equal((await receiver.peekMessages(1, { fromSequenceNumber: message.sequenceNumber }))[0].state, "deferred", "state");
    equal(await receiver.receiveMessages(1, { maxWaitTimeInMs: 1000 }), [], "what comes by itself");
    const [deferred] = await receiver.receiveDeferredMessages(message.sequenceNumber);
    equal(deferred.body, "later", "body");
    await receiver.completeMessage(deferred);
    await refused("MessageNotFound", () => receiver.receiveDeferredMessages(message.sequenceNumber));
    await empty(receiver);
  });
}

async function aDeadLetterSaysItsReason() {
  await withQueue("plain", async (sender, receiver, client) => {
    await sender.sendMessages({ body: "poison", applicationProperties: { kept: "yes" } });
    const [poison] = await take(receiver);
    await receiver.deadLetterMessage(poison, { deadLetterReason: "NotACloudEvent", deadLetterErrorDescription: "no id" });
    await empty(receiver);
    const letters = deadLetters(client, "plain");
    const [message] = await take(letters);
    equal([message.deadLetterReason, message.deadLetterErrorDescription], ["NotACloudEvent", "no id"], "why");
    equal(message.applicationProperties.kept, "yes", "property");
    await letters.completeMessage(message);
    await empty(letters);
  });
}

async function aMessageThatFailsTooOftenIsDeadLettered() {
  await withQueue("strict", async (sender, receiver, client) => {
    await sender.sendMessages({ body: "hopeless" });
    for (let delivery = 0; delivery < 2; delivery++) await receiver.abandonMessage((await take(receiver))[0]);
    equal((await take(deadLetters(client, "strict")))[0].deadLetterReason, "MaxDeliveryCountExceeded", "reason");
  });
}

async function anExpiredMessageIsDeadLettered() {
  await withQueue("expiring", async (sender, _, client) => {
    await sender.sendMessages({ body: "stale", timeToLive: 200 });
    equal((await take(deadLetters(client, "expiring")))[0].deadLetterReason, "TTLExpiredException", "reason");
  });
}

async function aHandlerLongerThanTheLockKeepsItByRenewal() {
  await withQueue("hasty", async (sender, receiver) => {
    const handled = Promise.withResolvers?.() ?? resolvers();
    receiver.subscribe({
      async processMessage(message) {
        const end = new Date(message.lockedUntilUtc.getTime() + 1000);
        await awaitThat(() => new Date() > end, "the first lock would have run out");
        handled.resolve(message.deliveryCount);
      },
      async processError({ error }) {
        handled.reject(error);
      },
    });
    await sender.sendMessages({ body: "long work" });
    equal(await handled.promise, 0, "delivery count");
    await receiver.close();
  }, { maxAutoLockRenewalDurationInMs: 60_000 });
  await withQueue("hasty", (_, receiver) => empty(receiver));
}

function resolvers() {
  const all = {};
  all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }));
  return all;
}

async function aLockThatRanOutIsLost() {
  await withQueue("hasty", async (sender, receiver, client) => {
    await sender.sendMessages({ body: "too late" });
    const [message] = await take(receiver);
    const other = client.createReceiver("hasty");
    const [again] = await take(other);
    equal(again.deliveryCount, 1, "delivery count");
    await refused("MessageLockLost", () => receiver.renewMessageLock(message));
    await refused("MessageLockLost", () => receiver.completeMessage(message));
    await other.completeMessage(again);
    await empty(other);
  });
}

async function aRepeatedIdIsDropped() {
  await withQueue("careful", async (sender, receiver) => {
    for (const [messageId, body] of [["1", "first"], ["1", "twin"], ["2", "next"]]) {
      await sender.sendMessages({ messageId, body });
    }
    const messages = await take(receiver, 2);
    equal(messages.map((message) => message.body), ["first", "next"], "bodies");
    for (const message of messages) await receiver.completeMessage(message);
    await empty(receiver);
  });
}

async function aForwardingQueueHandsOn() {
  await withClient(async (client) => {
    await client.createSender("entry").sendMessages({ body: "handed on" });
    const receiver = client.createReceiver("plain");
    const [message] = await take(receiver);
    equal(message.body, "handed on", "body");
    await receiver.completeMessage(message);
  });
}

async function anUnknownQueueIsRefused() {
  await withClient((client) =>
    refused("MessagingEntityNotFound", () => client.createSender("nowhere").sendMessages({ body: "lost" })));
}

export const scenarios = [
  aMessageKeepsItsProperties, aBatchArrivesInItsOrder, aMessageOverTheLimitIsRefused, aScheduledMessageComesWhenItIsDue,
  aCancelledMessageNeverComes, aMessageReceivedForGoodIsGone, anAbandonedMessageComesAgainWithTheChangedProperties,
  aDeferredMessageComesByItsNumber, aDeadLetterSaysItsReason, aMessageThatFailsTooOftenIsDeadLettered,
  anExpiredMessageIsDeadLettered, aHandlerLongerThanTheLockKeepsItByRenewal, aLockThatRanOutIsLost,
  aRepeatedIdIsDropped, aForwardingQueueHandsOn, anUnknownQueueIsRefused,
];
