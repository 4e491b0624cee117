// Topics, the rules of their subscriptions, administration and access.
import {
  administration, empty, equal, intrudingAdministration, refused, take, withClient, withIntruder,
} from "./scenario.mjs";

const HOUR = 3_600_000;

const publish = (topic, ...messages) => withClient((client) => client.createSender(topic).sendMessages(messages));

async function receive(subscription, count, topic = "orders") {
  return withClient(async (client) => {
    const receiver = client.createReceiver(topic, subscription);
    const messages = await take(receiver, count);
    for (const message of messages) await receiver.completeMessage(message);
    await empty(receiver);
    return messages;
  });
}

const bodies = (messages) => messages.map((message) => message.body);

async function eachSubscriptionGetsWhatItsRulesSelect() {
  const order = (body, color, quantity) => ({ body, subject: "order", applicationProperties: { color, quantity } });
  await publish("orders", order("many", "red", 20), order("few", "red", 10),
    { ...order("blue", "blue", 1), correlationId: "42" });
  equal(bodies(await receive("all", 3)), ["many", "few", "blue"], "all");
  equal(bodies(await receive("changing", 3)), ["many", "few", "blue"], "whatever there is");
  equal(bodies(await receive("correlated", 1)), ["blue"], "correlated");
  const [message] = await receive("red", 1);
  equal([message.body, message.applicationProperties],
    ["many", { quantity: 20, priority: "high", RuleName: "many-red" }], "red");
}

async function rulesAreListedAddedAndRemovedOverAmqp() {
  await withClient(async (client) => {
    const rules = client.createRuleManager("orders", "changing");
    const names = async () => {
      const found = [];
      for await (const rule of rules.listRules()) found.push(rule.name);
      return found.sort();
    };
    equal(await names(), ["$Default"], "rules at first");
    await rules.deleteRule("$Default");
    await rules.createRule("sized", { sqlExpression: "size IN ('s', 'm') AND quantity >= 5" },
      { sqlExpression: "SET sys.Label = 'sized'" });
    await rules.createRule("to-me", { to: "me", applicationProperties: { n: 1 } });
    equal(await names(), ["sized", "to-me"], "rules");
    const sizes = [["s", 5], ["m", 4], ["l", 9]];
    await publish("orders", ...sizes.map(([size, quantity]) => ({ body: size, applicationProperties: { size, quantity } })),
      { body: "mine", to: "me", applicationProperties: { n: 1 } });
    const [sized, mine] = await receive("changing", 2);
    equal([sized.body, sized.subject, mine.body], ["s", "sized", "mine"], "selected");
    await rules.deleteRule("sized");
    await refused("MessagingEntityNotFound", () => rules.deleteRule("sized"));
    equal(await names(), ["to-me"], "rules at last");
  });
  await receive("all", 4);
}

async function queuesAreMadeChangedCountedAndDeleted() {
  const admin = administration();
  const made = await admin.createQueue("made", { lockDuration: "PT30S", maxDeliveryCount: 4 });
  equal([made.lockDuration, made.maxDeliveryCount], ["PT30S", 4], "settings");
  await refused("MessageEntityAlreadyExistsError", () => admin.createQueue("made"));
  await admin.updateQueue({ ...made, maxDeliveryCount: 6 });
  equal((await admin.getQueue("made")).maxDeliveryCount, 6, "changed");
  await publish("made", { body: 1 }, { body: 2 });
  await withClient((client) => client.createSender("made").scheduleMessages({ body: 3 }, new Date(Date.now() + HOUR)));
  const counts = await admin.getQueueRuntimeProperties("made");
  equal([counts.activeMessageCount, counts.scheduledMessageCount, counts.totalMessageCount], [2, 1, 3], "counts");
  const names = [];
  for await (const queue of admin.listQueues()) names.push(queue.name);
  equal(names.includes("made"), true, "listed");
  await admin.deleteQueue("made");
  equal(await admin.queueExists("made"), false, "exists");
}

async function topicsSubscriptionsAndRulesAreMadeUsedAndDeleted() {
  const admin = administration();
  await admin.createTopic("news", { requiresDuplicateDetection: true });
  await admin.createSubscription("news", "readers", {
    defaultRuleOptions: { name: "short", filter: { sqlExpression: "length < @most", sqlParameters: { "@most": 9 } } },
  });
  const news = (messageId, length) => ({ body: messageId, messageId, applicationProperties: { length } });
  await publish("news", news("long", 10), news("short", 8), news("short", 8));
  equal((await admin.getSubscriptionRuntimeProperties("news", "readers")).activeMessageCount, 1, "count");
  equal(bodies(await receive("readers", 1, "news")), ["short"], "selected");
  await admin.createRule("news", "readers", "urgent", { subject: "urgent" });
  equal((await admin.getRule("news", "readers", "urgent")).filter.subject, "urgent", "filter");
  await admin.deleteRule("news", "readers", "urgent");
  equal(await admin.ruleExists("news", "readers", "urgent"), false, "rule exists");
  equal((await admin.getTopicRuntimeProperties("news")).subscriptionCount, 1, "subscription count");
  await admin.deleteTopic("news");
  equal(await admin.subscriptionExists("news", "readers"), false, "subscription exists");
  equal((await admin.getNamespaceProperties()).name, "sbemulatorns", "namespace");
}

async function whoHasAnotherKeyIsRefused() {
  await withIntruder((client) =>
    refused("UnauthorizedAccess", () => client.createSender("plain").sendMessages({ body: "intruder" })));
  await refused("UnauthorizedRequestError", () => intrudingAdministration().createQueue("intruder"));
}

export const scenarios = [
  eachSubscriptionGetsWhatItsRulesSelect, rulesAreListedAddedAndRemovedOverAmqp, queuesAreMadeChangedCountedAndDeleted,
  topicsSubscriptionsAndRulesAreMadeUsedAndDeleted, whoHasAnotherKeyIsRefused,
];
