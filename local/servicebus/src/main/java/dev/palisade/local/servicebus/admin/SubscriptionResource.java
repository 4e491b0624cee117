package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.entity.SubscriptionPath;
import java.util.Optional;

/** A subscription of a topic, or the list of all of them if the path ends there. */
record SubscriptionResource(Context context) implements Resource {
    private static final int LONGEST_NAME = 50;

    private AtomWriter.Entry entry(Subscription subscription) {
        String path = path(subscription.name());
        AtomWriter.Times times = context.times().of(path);
        return new AtomWriter.Entry(
                path,
                subscription.name(),
                times,
                SubscriptionXml.ROOT,
                out -> SubscriptionXml.write(
                        subscription,
                        context.counts(path),
                        times,
                        context.request().authority(),
                        out));
    }

    private String path(String subscription) {
        return new SubscriptionPath(context.topic().name(), subscription).toString();
    }

    private boolean isList() {
        return context.request().path().size() == 2;
    }

    private Optional<Subscription> known() {
        return context.topic().subscription(context.name(2));
    }

    @Override
    public AdminAnswer get() {
        return isList()
                ? Page.of("Subscriptions", context.request(), context.topic().subscriptions(), this::entry)
                : context.shown(entry(known().orElseThrow(context::notFound)));
    }

    @Override
    public AdminAnswer put() {
        if (isList()) {
            throw AdminException.notAllowed("PUT", context.request().pathText());
        }
        String name = context.name(2);
        Context.checkName(name, LONGEST_NAME);
        Optional<Subscription> known = known();
        context.checkExistence(known.isPresent());
        Subscription read = SubscriptionXml.read(name, context.description(SubscriptionXml.ROOT));
        Subscription wanted =
                known.map(before -> read.withRules(before.rules())).orElse(read);
        context.check(known.map(Subscription::settings), wanted.settings());
        context.namespace().put(context.topic().name(), wanted);
        context.put(path(name));
        return context.made(entry(wanted));
    }

    @Override
    public AdminAnswer delete() {
        if (isList()) {
            throw AdminException.notAllowed("DELETE", context.request().pathText());
        }
        Subscription gone = known().orElseThrow(context::notFound);
        context.namespace().put(context.topic().withoutSubscription(gone.name()));
        context.times().removed(path(gone.name()));
        return AdminAnswer.done();
    }
}
