package dev.palisade.local.servicebus.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which link of one connection takes the responses to a request. */
final class ReplyRoutes {
    private record Route(String node, String replyTo) {}

    private final Map<ReplyLink, Route> routes = new LinkedHashMap<>();

    /** @param replyTo the link's target address, which requests give as their reply-to */
    void add(ReplyLink link, String node, String replyTo) {
        routes.put(link, new Route(node, replyTo));
    }

    void remove(ReplyLink link) {
        routes.remove(link);
    }

    /** The link of that node and address; else any link of that node, since some clients give no reply-to. */
    Optional<ReplyLink> find(String node, Optional<String> replyTo) {
        Optional<ReplyLink> exact = replyTo.flatMap(address -> first(new Route(node, address)::equals));
        return exact.or(() -> first(route -> route.node().equals(node)));
    }

    private Optional<ReplyLink> first(Predicate<Route> wanted) {
        return routes.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
