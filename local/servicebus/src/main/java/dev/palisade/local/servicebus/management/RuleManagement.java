package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.entity.Namespace;
import dev.palisade.local.servicebus.entity.SubscriptionPath;
import dev.palisade.local.servicebus.filter.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on the rules of a subscription. */
final class RuleManagement {
    private static final String ADD = "com.microsoft:add-rule";
    private static final String REMOVE = "com.microsoft:remove-rule";
    private static final String ENUMERATE = "com.microsoft:enumerate-rules";

    private final Namespace namespace;
    private final SubscriptionPath path;

    private RuleManagement(Namespace namespace, SubscriptionPath path) {
        this.namespace = namespace;
        this.path = path;
    }

    static boolean offers(String operation) {
        return List.of(ADD, REMOVE, ENUMERATE).contains(operation);
    }

    static Response handle(Namespace namespace, String path, Request request) throws BadRequestException {
        Optional<SubscriptionPath> parsed = SubscriptionPath.parse(path);
        Optional<Subscription> subscription = parsed.flatMap(namespace::describe);
        if (subscription.isEmpty()) {
            return Response.error(400, "amqp:not-allowed", "Only a subscription has rules, and '" + path + "' is none");
        }
        RuleManagement rules = new RuleManagement(namespace, parsed.get());
        return switch (request.operation()) {
            case ADD -> rules.add(subscription.get(), request.arguments());
            case REMOVE -> rules.remove(subscription.get(), request.arguments());
            default -> enumerate(subscription.get(), request.arguments());
        };
    }

    private Response add(Subscription subscription, Arguments arguments) throws BadRequestException {
        Rule rule = RuleCodec.decode(arguments.text("rule-name"), arguments.map("rule-description"));
        if (subscription.rule(rule.name()).isPresent()) {
            return Response.error(
                    409,
                    "com.microsoft:entity-already-exists",
                    "The rule '" + rule.name() + "' of '" + path
                            + "' exists already; remove it first, or choose another name.");
        }
        namespace.put(path.topic(), subscription.withRule(rule));
        return Response.ok(Map.of());
    }

    private Response remove(Subscription subscription, Arguments arguments) throws BadRequestException {
        String name = arguments.text("rule-name");
        if (subscription.rule(name).isEmpty()) {
            return Response.entityNotFound(path + "/Rules/" + name);
        }
        namespace.put(path.topic(), subscription.withoutRule(name));
        return Response.ok(Map.of());
    }

    private static Response enumerate(Subscription subscription, Arguments arguments) throws BadRequestException {
        List<Map<String, Object>> page = subscription.rules().stream()
                .skip(Math.max(0, arguments.number("skip")))
                .limit(Math.max(0, arguments.number("top")))
                .map(rule -> Map.<String, Object>of("rule-description", RuleCodec.encode(rule)))
                .toList();
        return page.isEmpty() ? Response.noContent() : Response.ok(Map.of("rules", page));
    }
}
