package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.entity.EntityDescription.Topic;
import dev.palisade.local.servicebus.entity.MessageCounts;
import dev.palisade.local.servicebus.entity.SubscriptionPath;
import java.util.List;
import java.util.Optional;

/** A topic. */
record TopicResource(Context context) implements Resource {
    AtomWriter.Entry entry(Topic topic) {
        AtomWriter.Times times = context.times().of(topic.name());
        return new AtomWriter.Entry(
                topic.name(),
                topic.name(),
                times,
                TopicXml.ROOT,
                out -> TopicXml.write(
                        topic, counts(topic), times, context.request().version().knowsFilterCounts(), out));
    }

    /** What is scheduled at the topic, and the size of all that its subscriptions hold. */
    private MessageCounts counts(Topic topic) {
        MessageCounts scheduled = context.counts(topic.name());
        long size = topic.subscriptions().stream()
                .map(subscription -> new SubscriptionPath(topic.name(), subscription.name()).toString())
                .mapToLong(path -> context.counts(path).sizeInBytes())
                .sum();
        return scheduled.plus(new MessageCounts(0, 0, 0, 0, 0, size));
    }

    @Override
    public AdminAnswer get() {
        return context.shown(entry(context.topic()));
    }

    @Override
    public AdminAnswer put() {
        String name = context.name(0);
        Context.checkName(name, QueueResource.LONGEST_NAME);
        Optional<EntityDescription> before = context.namespace().describe(name);
        context.checkExistence(before.isPresent());
        Optional<Topic> known = before.filter(Topic.class::isInstance).map(Topic.class::cast);
        if (before.isPresent() && known.isEmpty()) {
            throw AdminException.exists(name);
        }
        List<Subscription> subscriptions = known.map(Topic::subscriptions).orElse(List.of());
        Topic topic = TopicXml.read(name, subscriptions, context.description(TopicXml.ROOT));
        Context.checkDuplicateDetection(
                known.map(described -> described.duplicateDetection().isPresent()),
                topic.duplicateDetection().isPresent());
        context.namespace().put(topic);
        context.put(name);
        return context.made(entry(topic));
    }

    @Override
    public AdminAnswer delete() {
        return new QueueResource(context).delete();
    }
}
