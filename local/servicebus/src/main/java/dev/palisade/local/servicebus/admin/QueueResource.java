package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.Queue;
import java.util.Optional;

/** A queue. */
record QueueResource(Context context) implements Resource {
    static final int LONGEST_NAME = 260;

    AtomWriter.Entry entry(Queue queue) {
        AtomWriter.Times times = context.times().of(queue.name());
        return new AtomWriter.Entry(
                queue.name(),
                queue.name(),
                times,
                QueueXml.ROOT,
                out -> QueueXml.write(
                        queue,
                        context.counts(queue.name()),
                        times,
                        context.request().authority(),
                        out));
    }

    @Override
    public AdminAnswer get() {
        if (context.entity() instanceof Queue queue) {
            return context.shown(entry(queue));
        }
        throw context.notFound();
    }

    @Override
    public AdminAnswer put() {
        String name = context.name(0);
        Context.checkName(name, LONGEST_NAME);
        Optional<EntityDescription> before = context.namespace().describe(name);
        context.checkExistence(before.isPresent());
        Queue queue = QueueXml.read(name, context.description(QueueXml.ROOT));
        Optional<Queue> known = before.filter(Queue.class::isInstance).map(Queue.class::cast);
        if (before.isPresent() && known.isEmpty()) {
            throw AdminException.exists(name);
        }
        Context.checkDuplicateDetection(
                known.map(described -> described.duplicateDetection().isPresent()),
                queue.duplicateDetection().isPresent());
        context.check(known.map(Queue::settings), queue.settings());
        context.namespace().put(queue);
        context.put(name);
        return context.made(entry(queue));
    }

    @Override
    public AdminAnswer delete() {
        if (!context.namespace().remove(context.name(0))) {
            throw context.notFound();
        }
        context.times().removed(context.name(0));
        return AdminAnswer.done();
    }
}
