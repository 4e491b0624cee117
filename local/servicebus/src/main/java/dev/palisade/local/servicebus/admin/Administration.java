package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.Queue;
import dev.palisade.local.servicebus.entity.EntityDescription.Topic;
import dev.palisade.local.servicebus.entity.Namespace;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** Does what requests ask for. All calls come from the broker's one thread. */
final class Administration {
    private static final String NAMESPACE_INFO = "$namespaceinfo";
    private static final String RESOURCES = "$resources";

    private final Namespace namespace;
    private final EntityTimes times;

    Administration(Namespace namespace, InstantSource clock) {
        this.namespace = namespace;
        this.times = new EntityTimes(clock);
    }

    /** @throws AdminException if the request is refused */
    AdminAnswer handle(AdminRequest request) {
        // One that is not known is refused before anything else is looked at.
        request.version();
        List<String> path = request.path();
        String first = path.isEmpty() ? "" : path.get(0).toLowerCase(Locale.ROOT);
        boolean reads = request.method().equals("GET");
        if (first.equals(NAMESPACE_INFO) && path.size() == 1 && reads) {
            return NamespaceInfo.entry(request, times);
        } else if (first.equals(RESOURCES) && path.size() == 2 && reads) {
            return list(request, path.get(1).toLowerCase(Locale.ROOT));
        } else if (first.isEmpty() || first.startsWith("$")) {
            throw nowhere(request);
        }
        return perform(request, resource(request));
    }

    private AdminAnswer list(AdminRequest request, String kind) {
        Context context = new Context(namespace, times, request);
        return switch (kind) {
            case "queues" -> Page.of("Queues", request, all(Queue.class), new QueueResource(context)::entry);
            case "topics" -> Page.of("Topics", request, all(Topic.class), new TopicResource(context)::entry);
            default -> throw AdminException.notFound(request.pathText());
        };
    }

    private <T extends EntityDescription> List<T> all(Class<T> kind) {
        return namespace.descriptions().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private Resource resource(AdminRequest request) {
        Context context = new Context(namespace, times, request);
        List<String> path = request.path();
        boolean subscriptions = path.size() > 1 && path.get(1).equalsIgnoreCase("Subscriptions");
        boolean rules = path.size() > 3 && path.get(3).equalsIgnoreCase("Rules");
        if (path.size() == 1) {
            return entity(context, request);
        } else if (subscriptions && path.size() <= 3) {
            return new SubscriptionResource(context);
        } else if (subscriptions && rules && path.size() <= 5) {
            return new RuleResource(context);
        }
        throw nowhere(request);
    }

    /** What is put where no entity can be was meant to be the name of one. */
    private static AdminException nowhere(AdminRequest request) {
        if (request.method().equals("PUT")) {
            Context.checkName(request.pathText(), QueueResource.LONGEST_NAME);
        }
        return AdminException.notFound(request.pathText());
    }

    /** A path of one name: what it is, or what it is to become. */
    private Resource entity(Context context, AdminRequest request) {
        boolean topic = request.method().equals("PUT")
                ? request.describes(TopicXml.ROOT)
                : namespace.describe(request.path().get(0)).orElse(null) instanceof Topic;
        return topic ? new TopicResource(context) : new QueueResource(context);
    }

    private static AdminAnswer perform(AdminRequest request, Resource resource) {
        return switch (request.method()) {
            case "GET" -> resource.get();
            case "PUT" -> resource.put();
            case "DELETE" -> resource.delete();
            default -> throw AdminException.notAllowed(request.method(), request.pathText());
        };
    }
}
