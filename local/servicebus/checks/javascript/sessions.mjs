// Sessions: their order, their lock, their state.
import { awaitThat, check, empty, equal, refused, take, withClient } from "./scenario.mjs";

const QUEUE = "sessions";
const NOT_RENEWED = { maxAutoLockRenewalDurationInMs: 0 };

const send = (client, sessionId, ...bodies) =>
  client.createSender(QUEUE).sendMessages(bodies.map((body) => ({ body, sessionId })));

async function aSessionKeepsItsOrderAndItsState() {
  await withClient(async (client) => {
    await send(client, "a", "a1", "a2");
    const receiver = await client.acceptSession(QUEUE, "a");
    const messages = await take(receiver, 2);
    equal(messages.map((message) => [message.sessionId, message.body]), [["a", "a1"], ["a", "a2"]], "messages");
    await receiver.setSessionState({ done: "half" });
    check((await receiver.renewSessionLock()) > new Date(), "the renewed lock has run out");
    for (const message of messages) await receiver.completeMessage(message);
    await empty(receiver);
    await receiver.close();
    const next = await client.acceptSession(QUEUE, "a");
    equal(await next.getSessionState(), { done: "half" }, "state kept");
    await next.setSessionState(null);
  });
}

async function theNextSessionIsTheOneWithMessages() {
  await withClient(async (client) => {
    await send(client, "b", "b1");
    const receiver = await client.acceptNextSession(QUEUE);
    equal(receiver.sessionId, "b", "session");
    const [message] = await take(receiver);
    await receiver.deferMessage(message);
    const [deferred] = await receiver.receiveDeferredMessages(message.sequenceNumber);
    await receiver.completeMessage(deferred);
    await receiver.close();
  });
}

async function aSessionHasOneReceiverAtATime() {
  await withClient(async (client) => {
    const first = await client.acceptSession(QUEUE, "c");
    await refused("SessionCannotBeLocked", () => client.acceptSession(QUEUE, "c"));
    await first.close();
    equal((await client.acceptSession(QUEUE, "c")).sessionId, "c", "session once it is free");
  });
}

async function aRenewedSessionOutlastsItsLockAndAnotherDoesNot() {
  await withClient(async (client) => {
    await send(client, "d", "d1", "d2");
    const renewed = await client.acceptSession(QUEUE, "d", { maxAutoLockRenewalDurationInMs: 60_000 });
    const [first] = await take(renewed);
    await outlast(renewed.sessionLockedUntilUtc);
    await renewed.completeMessage(first);
    await renewed.close();
    const forgotten = await client.acceptSession(QUEUE, "d", NOT_RENEWED);
    const [second] = await take(forgotten);
    await outlast(forgotten.sessionLockedUntilUtc);
    await refused("SessionLockLost", () => forgotten.completeMessage(second));
    const last = await client.acceptSession(QUEUE, "d");
    await last.completeMessage((await take(last))[0]);
    await empty(last);
  });
}

async function outlast(lockedUntil) {
  const end = new Date(lockedUntil.getTime() + 1000);
  await awaitThat(() => new Date() > end, "the lock ran out");
}

async function whoDisregardsSessionsIsRefused() {
  await withClient(async (client) => {
    await refused("GeneralError", () => client.createSender(QUEUE).sendMessages({ body: "no session" }));
    await refused("GeneralError", () => client.createReceiver(QUEUE).receiveMessages(1));
  });
}

export const scenarios = [
  aSessionKeepsItsOrderAndItsState, theNextSessionIsTheOneWithMessages, aSessionHasOneReceiverAtATime,
  aRenewedSessionOutlastsItsLockAndAnotherDoesNot, whoDisregardsSessionsIsRefused,
];
