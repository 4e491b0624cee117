package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.entity.SubscriptionPath;
import dev.palisade.local.servicebus.filter.Rule;
import java.util.List;
import java.util.Optional;

/** A rule of a subscription, or the list of all of them if the path ends there. */
record RuleResource(Context context) implements Resource {
    private AtomWriter.Entry entry(Rule rule) {
        String path = path(rule.name());
        AtomWriter.Times times = context.times().of(path);
        return new AtomWriter.Entry(path, rule.name(), times, RuleXml.ROOT, out -> RuleXml.write(rule, times, out));
    }

    private String path(String rule) {
        return new SubscriptionPath(context.topic().name(), subscription().name()) + "/Rules/" + rule;
    }

    private Subscription subscription() {
        return context.topic().subscription(context.name(2)).orElseThrow(context::notFound);
    }

    private boolean isList() {
        return context.request().path().size() == 4;
    }

    private Optional<Rule> known() {
        return subscription().rule(context.name(4));
    }

    @Override
    public AdminAnswer get() {
        return isList()
                ? Page.of("Rules", context.request(), subscription().rules(), this::entry)
                : context.shown(entry(known().orElseThrow(context::notFound)));
    }

    @Override
    public AdminAnswer put() {
        if (isList()) {
            throw AdminException.notAllowed("PUT", context.request().pathText());
        }
        String name = context.name(4);
        if (name.length() > Rule.LONGEST_NAME) {
            throw AdminException.invalid(
                    List.of("The name of a rule has up to " + Rule.LONGEST_NAME + " characters; shorten it."));
        }
        context.checkExistence(known().isPresent());
        XmlElement description = context.request().description(RuleXml.ROOT);
        DescriptionReader problems = new DescriptionReader(description);
        Rule rule = RuleXml.read(name, problems, description);
        problems.throwIfInvalid();
        context.namespace().put(context.topic().name(), subscription().withRule(rule));
        context.put(path(name));
        return context.made(entry(rule));
    }

    @Override
    public AdminAnswer delete() {
        if (isList()) {
            throw AdminException.notAllowed("DELETE", context.request().pathText());
        }
        Rule gone = known().orElseThrow(context::notFound);
        String path = path(gone.name());
        context.namespace().put(context.topic().name(), subscription().withoutRule(gone.name()));
        context.times().removed(path);
        return AdminAnswer.done();
    }
}
