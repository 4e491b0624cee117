package dev.palisade.planning.kind;

import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.document.Network;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.EffectiveRoutes.Route;
import dev.palisade.planning.kind.EffectiveRules.Flow;
import dev.palisade.planning.kind.EffectiveRules.Outcome;
import dev.palisade.planning.kind.EffectiveRules.Verdict;
import dev.palisade.planning.kind.UsedSubnets.Used;
import dev.palisade.planning.plan.Profile;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether nodes and what they cannot work without reach each other, by the rules of their subnet's security group as they will be and by the
 * routes that it follows: one finding for each rule or route that is in the way. What a firewall, an appliance or a gateway's own routes do,
 * nobody sees from here.
 */
final class Reachability {
    /** Nobody who is not in the network has addresses there. */
    private static final List<Ipv4Block> PRIVATE = Stream.of(
                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
            .flatMap(range -> Ipv4Block.parse(range).stream())
            .toList();

    private final Used subnet;
    private final List<SecurityRule> rules;
    private final EffectiveRoutes routes;
    private final World world;
    private final Map<Obstacle, Set<String>> services = new LinkedHashMap<>();
    private final Set<Obstacle> refusing = new HashSet<>();

    private Reachability(Used subnet, List<SecurityRule> rules, EffectiveRoutes routes, World world) {
        this.subnet = subnet;
        this.rules = rules;
        this.routes = routes;
        this.world = world;
    }

    /** @param arguments without the services, and without the subnet */
    private record Obstacle(FindingCode code, Map<String, String> arguments) {}

    /** @param group of the subnet; empty if there is none, or nothing is needed of it */
    static void check(Used subnet, Optional<SecurityGroupRules> group, World world, Draft draft) {
        // What a group cannot let through has been told with the rule that it would take; that there is no network,
        // too.
        if (VirtualNetwork.of(world).isEmpty()
                || UsedSubnets.nodes(world).noneMatch(subnet.id()::equals)
                || group.filter(SecurityGroupRules::refused).isPresent()) {
            return;
        }
        EffectiveRoutes routes = subnet.routeTable(world)
                .flatMap(table -> world.find(table)
                        .map(body -> EffectiveRoutes.of(body)
                                .without(route -> NeededRoute.isOurs(route)
                                        && !subnet.isTunnelled(world)
                                        && RouteTableRoutes.isLeaving(route.name(), table, body, world))))
                .orElse(new EffectiveRoutes(List.of()));
        Reachability reachability =
                new Reachability(subnet, group.map(rules -> rules.rules(world)).orElse(List.of()), routes, world);
        group.ifPresent(rules -> reachability.throughRules(rules.id().name()));
        subnet.routeTable(world).ifPresent(table -> reachability.byRoutes(table.name()));
        reachability.tell(draft);
    }

    private void throughRules(String group) {
        EffectiveRules effective = new EffectiveRules(rules);
        Traffic.ofNodes(world.document())
                .forEach(traffic -> judge(
                        traffic.source(),
                        effective.of(flow(NeededRule.in(traffic, subnet).asMeant())),
                        true,
                        group));
        outbound()
                .forEach(traffic -> judge(
                        tag(traffic),
                        effective.of(flow(new SecurityRule(
                                "",
                                0,
                                false,
                                true,
                                "Tcp",
                                true,
                                NeededRule.ranges(subnet),
                                List.of(tag(traffic)),
                                List.of(OutboundTraffic.HTTPS)))),
                        traffic.vital(),
                        group));
    }

    private Flow flow(SecurityRule traffic) {
        return new Flow(traffic, addresses(traffic.remote().get(0)));
    }

    private void judge(String service, Verdict verdict, boolean vital, String group) {
        if (verdict.outcome() != Outcome.THROUGH) {
            boolean whole = verdict.outcome() == Outcome.CUT_OFF;
            add(
                    service,
                    whole ? FindingCode.SERVICES_CUT_OFF : FindingCode.SERVICES_PARTLY_CUT_OFF,
                    whole && vital,
                    Map.of("rule", verdict.rule(), "group", group));
        }
    }

    private void byRoutes(String table) {
        boolean seed = world.document().profile() == Profile.SEED;
        // Where a route leads Azure Batch astray that forced tunnelling would mend, forced tunnelling tells it.
        Predicate<String> elsewhere = tag -> !(subnet.isTunnelled(world) && tag.equals(Traffic.BATCH_NODE_MANAGEMENT));
        // In profile current, nodes without a public address of their own are asked by nobody.
        Stream.of(Traffic.BATCH_NODE_MANAGEMENT)
                .filter(elsewhere)
                .forEach(batch -> routes.followed(regional(batch), addresses(batch)).stream()
                        .filter(route -> !route.hop().equalsIgnoreCase(NeededRoute.HOP))
                        .forEach(route -> routedAway(batch, route, seed, table)));
        outbound()
                .filter(traffic -> elsewhere.test(traffic.tag()) && !isByServiceEndpoint(traffic))
                .forEach(traffic -> routes.followed(tag(traffic), addresses(tag(traffic))).stream()
                        .filter(route -> route.hop().equalsIgnoreCase("None"))
                        .forEach(route -> routedAway(tag(traffic), route, traffic.vital(), table)));
    }

    private void routedAway(String service, Route route, boolean refuses, String table) {
        add(
                service,
                FindingCode.SERVICES_ROUTED_AWAY,
                refuses,
                Map.of("route", route.name(), "hop", route.hop(), "table", table));
    }

    /** A service endpoint's routes go before all of a table that are not for exactly the same addresses. */
    private boolean isByServiceEndpoint(OutboundTraffic traffic) {
        String service = "Microsoft." + traffic.tag().replaceFirst("^Azure", "");
        Stream<String> present = Stream.of(subnet.body().at("/properties/serviceEndpoints"))
                .flatMap(list -> list.findValuesAsText("service").stream());
        Stream<String> wanted = SubnetKind.endpoints(subnet, world)
                .flatMap(delta -> Stream.ofNullable(delta.after()))
                .map(after -> after.path("service").asText());
        return Stream.concat(present, wanted)
                .anyMatch(endpoint -> PrefixCover.covers(List.of(service), List.of(endpoint)));
    }

    /** What a restricted subnet needs and the region does not have, has been told. */
    private Stream<OutboundTraffic> outbound() {
        return OutboundTraffic.of(world.document()).stream()
                .filter(OutboundTraffic::isByTls)
                .filter(traffic -> !subnet.isRestricted(world)
                        || tags().flatMap(traffic::destination).isPresent());
    }

    /** As Azure's list spells it, if that has been read anyway. */
    private String tag(OutboundTraffic traffic) {
        return traffic.regional() ? regional(traffic.tag()) : traffic.tag();
    }

    private String regional(String service) {
        return tags().flatMap(list -> list.regional(service))
                .orElseGet(() -> ServiceTagList.regional(
                        service, VirtualNetwork.of(world).orElseThrow().location()));
    }

    private List<Ipv4Block> addresses(String tag) {
        boolean ofRegion = tag.equals(Traffic.BATCH_NODE_MANAGEMENT);
        return tags().map(list -> ofRegion ? list.prefixes(tag) : list.behind(tag))
                .orElse(List.of());
    }

    /** The list is long, so that it is read only where rules or routes name addresses that may be Azure's. */
    private Optional<ServiceTagList> tags() {
        Stream<String> named = Stream.concat(
                rules.stream()
                        .filter(rule -> !rule.allows() || !rule.inbound())
                        .flatMap(rule -> rule.remote().stream()),
                routes.routes().stream().map(Route::prefix));
        boolean matters = named.flatMap(prefix -> Ipv4Block.parse(prefix).stream())
                .anyMatch(range ->
                        range.prefixLength() > 0 && PRIVATE.stream().noneMatch(block -> block.contains(range)));
        return matters || subnet.isRestricted(world) || subnet.isTunnelled(world)
                ? ServiceTagList.ifAllowed(world)
                : Optional.empty();
    }

    private void add(String service, FindingCode code, boolean refuses, Map<String, String> arguments) {
        Obstacle obstacle = new Obstacle(code, arguments);
        services.computeIfAbsent(obstacle, first -> new LinkedHashSet<>()).add(service);
        if (refuses) {
            refusing.add(obstacle);
        }
    }

    private void tell(Draft draft) {
        services.forEach((obstacle, cutOff) -> {
            Map<String, String> arguments = new TreeMap<>(obstacle.arguments());
            arguments.put("services", String.join(", ", cutOff));
            arguments.put("subnet", subnet.id().name());
            draft.add(List.of(new Finding(
                    obstacle.code(),
                    refusing.contains(obstacle) ? Severity.REFUSES : Severity.WARNS,
                    Network.subnetField(subnet.role()),
                    WhoseMove.ADMINISTRATOR,
                    arguments)));
        });
    }
}
