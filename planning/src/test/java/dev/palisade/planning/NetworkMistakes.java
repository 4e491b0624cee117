package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.ROUTE_TABLE;
import static dev.palisade.planning.ExampleWorld.SECURITY_GROUP;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.VAULT;
import static dev.palisade.planning.Mistake.planned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.finding.FindingCode;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What can be wrong with security groups, route tables, subnets and doors. */
final class NetworkMistakes {
    private static final String OUTBOUND = "/network/outbound";
    private static final String TUNNELLING = "/network/forced_tunnelling";
    private static final String BATCH_RULE = "palisade-batch-to-mynetwork-default";

    private NetworkMistakes() {}

    static Stream<Mistake> all() {
        return Stream.of(ofWhatIsNamed(), ofOutbound(), ofReach(), ofRules(), ofRoutes(), ofDoors())
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> ofWhatIsNamed() {
        return Stream.of(
                planned(
                        "there is no such security group",
                        FindingCode.RESOURCE_MISSING,
                        "/network/security_group",
                        world -> world.remove(SECURITY_GROUP)),
                planned(
                        "the security group is elsewhere",
                        FindingCode.VIRTUAL_NETWORK_IN_OTHER_REGION,
                        "/network/security_group",
                        world -> world.edit(SECURITY_GROUP, group -> group.put("location", "japaneast"))),
                planned(
                        "there is no such route table",
                        FindingCode.RESOURCE_MISSING,
                        "/network/route_table",
                        "\nstorage:",
                        "\n  route_table: " + GROUP + "/providers/Microsoft.Network/routeTables/none\nstorage:"),
                planned(
                        "a subnet has another group",
                        FindingCode.SUBNET_HAS_ANOTHER,
                        "/network/security_group",
                        world -> world.put(
                                        SECURITY_GROUP + "2",
                                        world.get(SECURITY_GROUP).toString())
                                .edit(TRAINING_SUBNET, subnet -> associate(subnet, SECURITY_GROUP + "2"))));
    }

    private static Stream<Mistake> ofOutbound() {
        String restricted = "\n  outbound: restricted\nstorage:";
        String example = Examples.text("secure-environment.yaml");
        return Stream.of(
                planned(
                        "outbound is restricted where AKS runs",
                        FindingCode.RESTRICTED_OUTBOUND_ON_CLUSTER_SUBNET,
                        OUTBOUND,
                        example.replace("\nstorage:", restricted).replace("inference: aks", "inference: default")),
                planned(
                        "outbound is restricted where there is no security group",
                        FindingCode.SECURITY_GROUP_NEEDED,
                        OUTBOUND,
                        example.replace("\nstorage:", restricted).replaceAll("  security_group: .*\n", "")),
                new Mistake(
                        "the region has no registry",
                        FindingCode.SERVICE_TAG_MISSING,
                        OUTBOUND,
                        () -> new ExampleWorld()
                                .edit(ExampleWorld.SERVICE_TAGS, tags -> ((ArrayNode) tags.path("values")).remove(4))
                                .plan(Examples.document(example.replace("\nstorage:", restricted)))
                                .findings()),
                new Mistake(
                        "the first rule of all lets everything out",
                        FindingCode.SECURITY_RULE_SHADOWED,
                        OUTBOUND,
                        () -> new ExampleWorld()
                                .outboundRule("allow", 100, "Allow", "Internet", "*")
                                .plan(Examples.document(example.replace("\nstorage:", restricted)))
                                .findings()));
    }

    private static Stream<Mistake> ofReach() {
        String training = "/network/subnets/training";
        return Stream.of(
                planned(
                        "nothing gets out",
                        FindingCode.SERVICES_CUT_OFF,
                        training,
                        world -> world.outboundRule("deny", 100, "Deny", "*", "*")),
                planned(
                        "half of Azure Batch does not get in",
                        FindingCode.SERVICES_PARTLY_CUT_OFF,
                        training,
                        world -> world.securityRule("deny", 100, "Deny", "*", "29877")),
                planned(
                        "everything goes to the appliance, Azure Batch too",
                        FindingCode.SERVICES_ROUTED_AWAY,
                        training,
                        world -> world.routeTable("VirtualAppliance", "0.0.0.0/0")
                                .routed()),
                planned(
                        "nothing that leaves gets anywhere",
                        FindingCode.SERVICES_ROUTED_AWAY,
                        training,
                        world -> world.routeTable("None", "0.0.0.0/0").routed()));
    }

    private static Stream<Mistake> ofRules() {
        String training = "/network/subnets/training";
        return Stream.of(
                planned(
                        "a rule of ours denies",
                        FindingCode.SECURITY_RULE_DIFFERS,
                        training,
                        world -> world.securityRule(BATCH_RULE, 1000, "Deny", "BatchNodeManagement", "29876-29877")),
                planned(
                        "the first rule of all denies",
                        FindingCode.SECURITY_RULE_SHADOWED,
                        training,
                        world -> world.securityRule("deny", 100, "Deny", "BatchNodeManagement", "*")),
                planned(
                        "a rule of ours comes after a denial",
                        FindingCode.SECURITY_RULE_SHADOWED,
                        training,
                        NetworkMistakes::withOurRuleShadowed),
                planned(
                        "every number before a denial is taken",
                        FindingCode.NO_FREE_PRIORITY,
                        training,
                        world -> IntStream.range(100, 103)
                                .forEach(priority -> world.securityRule(
                                        "rule-" + priority,
                                        priority,
                                        priority == 102 ? "Deny" : "Allow",
                                        "BatchNodeManagement",
                                        priority == 102 ? "*" : "443"))));
    }

    private static Stream<Mistake> ofRoutes() {
        String[] full = IntStream.range(0, 399)
                .mapToObj(i -> "10." + i / 200 + "." + i % 200 + ".0/24")
                .toArray(String[]::new);
        return Stream.of(
                tunnelled(
                        "the region has no addresses of Azure Batch",
                        FindingCode.SERVICE_TAG_MISSING,
                        world -> world.batchIn("eastus", "EastUS", "198.18.0.0/27")),
                tunnelled(
                        "a route of ours leads elsewhere",
                        FindingCode.ROUTE_DIFFERS,
                        world -> world.routeTable("None", "198.18.7.0/27")
                                .routed()
                                .edit(
                                        ROUTE_TABLE,
                                        table -> ((ObjectNode) table.at("/properties/routes/0"))
                                                .put("name", "palisade-batch-198.18.0.0_27"))),
                tunnelled(
                        "the customer sends Azure Batch elsewhere",
                        FindingCode.ROUTE_TAKES_BATCH_ELSEWHERE,
                        world -> world.routeTable("VirtualNetworkGateway", "198.18.0.0/27")
                                .routed()),
                tunnelled(
                        "the customer sends a part of Azure Batch nowhere",
                        FindingCode.ROUTE_TAKES_BATCH_ELSEWHERE,
                        world -> world.routeTable("None", "198.18.0.8/32").routed()),
                tunnelled(
                        "a route table is full",
                        FindingCode.ROUTE_TABLE_FULL,
                        world -> world.routeTable("Internet", full).routed()),
                new Mistake(
                        "an appliance gets the traffic",
                        FindingCode.APPLIANCE_MUST_PERMIT,
                        TUNNELLING,
                        () -> new ExampleWorld().plan(tunnelled()).findings()));
    }

    private static JsonNode tunnelled() {
        return Examples.secureEnvironmentWith("\nstorage:", "\n  forced_tunnelling: true\nstorage:");
    }

    /** What the appliance must let through is told besides. */
    private static Mistake tunnelled(String what, FindingCode code, Consumer<ExampleWorld> bend) {
        return new Mistake(what, code, TUNNELLING, () -> {
            ExampleWorld world = new ExampleWorld();
            bend.accept(world);
            return world.plan(tunnelled()).findings().stream()
                    .filter(finding -> finding.code() != FindingCode.APPLIANCE_MUST_PERMIT)
                    .toList();
        });
    }

    private static Stream<Mistake> ofDoors() {
        return Stream.of(
                planned("there is no vault", FindingCode.RESOURCE_MISSING, "/key_vault", world -> world.remove(VAULT)),
                planned(
                        "the vault is not ready",
                        FindingCode.EXISTING_RESOURCE_NOT_READY,
                        "/key_vault",
                        world -> world.edit(VAULT, vault -> state(vault, "RegisteringDns"))));
    }

    private static void withOurRuleShadowed(ExampleWorld world) {
        ExampleWorld done = new ExampleWorld();
        done.plan(Examples.secureEnvironment()).plan().steps().forEach(step -> PlannerTest.carryOut(step, done));
        world.put(SECURITY_GROUP, done.get(SECURITY_GROUP).toString());
        world.securityRule("deny", 200, "Deny", "BatchNodeManagement", "*");
    }

    private static void associate(ObjectNode subnet, String group) {
        subnet.withObjectProperty("properties")
                .putObject("networkSecurityGroup")
                .put("id", group);
    }

    private static void state(ObjectNode resource, String state) {
        resource.withObjectProperty("properties").put("provisioningState", state);
    }
}
