package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ACCOUNT;
import static dev.palisade.planning.ExampleWorld.TRAINING_CLUSTER;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.request.RequestType;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Mistakes of requests that are about what stands: operations, deletes, acceptances, and documents that follow others. */
final class RequestMistakes {
    private static final JsonNode EXAMPLE = Examples.secureEnvironment();

    private RequestMistakes() {}

    static Stream<Mistake> all() {
        return Stream.of(ofOperations(), ofWhatFollows(), ofDeletions(), ofNeighbours(), ofAcceptances())
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> ofOperations() {
        JsonNode scale = Data.of("{\"name\": \"cpucluster\", \"max_instances\": 6}");
        return Stream.of(
                asked(
                        "nothing stands",
                        FindingCode.NOTHING_STANDS,
                        "/workspace",
                        (world, environment) -> environment.plan(RequestType.VAULT_LOCK, Data.nothing())),
                applied(
                        "another generation was meant",
                        FindingCode.GENERATION_CHANGED,
                        "/if_generation",
                        (world, environment) ->
                                environment.plan(RequestType.DELETE, Data.of("{\"if_generation\": 7}"))),
                applied(
                        "there is no such cluster",
                        FindingCode.NOT_IN_DOCUMENT,
                        "/name",
                        (world, environment) ->
                                environment.plan(RequestType.COMPUTE_DELETE, Data.of("{\"name\": \"myaks\"}"))),
                applied(
                        "there is one of that name",
                        FindingCode.NAME_USED_TWICE,
                        "/compute/name",
                        (world, environment) -> environment.plan(
                                RequestType.COMPUTE_CREATE,
                                Data.of("{\"compute\": {\"name\": \"CPUCLUSTER\", \"type\": \"amlcompute\","
                                        + " \"size\": \"STANDARD_D2_V2\", \"max_instances\": 1}}"))),
                asked("the cluster was there before", FindingCode.NOT_OURS, "/name", (world, environment) -> {
                    world.put(TRAINING_CLUSTER, Found.compute("STANDARD_D2_V2", TRAINING_SUBNET, 4));
                    environment.does(RequestType.APPLY, EXAMPLE);
                    return environment.plan(RequestType.COMPUTE_DELETE, Data.of("{\"name\": \"cpucluster\"}"));
                }),
                applied(
                        "the document will not know of it",
                        FindingCode.APPLY_WOULD_REVERT,
                        "/compute/0/max_instances",
                        (world, environment) -> environment.plan(RequestType.COMPUTE_SCALE, scale)),
                applied(
                        "the document does not know of it",
                        FindingCode.REVERTS_OPERATION,
                        "/compute/0/max_instances",
                        (world, environment) -> {
                            environment.does(RequestType.COMPUTE_SCALE, scale);
                            return environment.plan(RequestType.APPLY, EXAMPLE);
                        }));
    }

    private static Stream<Mistake> ofWhatFollows() {
        return Stream.of(applied(
                "an address is not asked for any more",
                FindingCode.RELEASED,
                "",
                (world, environment) -> environment.plan(
                        RequestType.APPLY,
                        Examples.secureEnvironmentWith("allow_ips: [203.0.113.7]", "allow_ips: []"))));
    }

    private static Stream<Mistake> ofDeletions() {
        return Stream.of(
                applied("something is gone", FindingCode.ALREADY_GONE, "", (world, environment) -> {
                    world.remove(TRAINING_CLUSTER);
                    return environment.plan(RequestType.DELETE, Data.nothing());
                }),
                applied("somebody changed a rule", FindingCode.NOT_AS_WE_LEFT_IT, "", (world, environment) -> {
                    world.edit(
                            ACCOUNT,
                            account -> ((ObjectNode) account.at("/properties/networkAcls/ipRules/0"))
                                    .put("action", "Deny"));
                    return environment.plan(RequestType.DELETE, Data.nothing());
                }));
    }

    private static Stream<Mistake> ofNeighbours() {
        String rules = "/properties/networkAcls";
        Delta open = Delta.field(rules + "/defaultAction", null, TextNode.valueOf("Allow"));
        return Stream.of(
                applied("a neighbour needs a rule", FindingCode.KEPT_FOR_NEIGHBOUR, "", (world, environment) -> {
                    JsonNode rule = world.get(ACCOUNT).at(rules + "/ipRules/0");
                    world.neighbours(ACCOUNT, claiming(Delta.element(rules + "/ipRules", "value", null, rule)));
                    return environment.plan(RequestType.DELETE, Data.nothing());
                }),
                asked(
                        "a neighbour needs the account open",
                        FindingCode.NEIGHBOUR_NEEDS_OTHERWISE,
                        "/storage/0/account",
                        (world, environment) -> {
                            world.neighbours(ACCOUNT, claiming(open));
                            return environment.plan(RequestType.APPLY, EXAMPLE);
                        }));
    }

    private static Stream<Mistake> ofAcceptances() {
        return Stream.of(
                asked(
                        "a cluster was not created",
                        FindingCode.ACCEPTED,
                        "/compute",
                        (world, environment) -> acceptedWithout("compute/cpucluster", environment)),
                asked(
                        "the security rules were not written",
                        FindingCode.STILL_MISSING,
                        "/network/subnets/training",
                        (world, environment) -> acceptedWithout("nsg/customer-nsg", environment)));
    }

    private static PlanResult acceptedWithout(String step, ExampleEnvironment environment) {
        environment.does(RequestType.APPLY, EXAMPLE, planned -> !planned.id().equals(step));
        return environment.plan(RequestType.ACCEPT, EXAMPLE);
    }

    private static Held claiming(Delta delta) {
        Claims claims = new Claims(List.of(new Element(ResourceId.of(ACCOUNT), delta)), List.of(), List.of());
        return new Held(List.of(new Neighbour(WORKSPACE + "2", "next-door", claims)), List.of());
    }

    private static Mistake applied(
            String what,
            FindingCode code,
            String field,
            BiFunction<ExampleWorld, ExampleEnvironment, PlanResult> request) {
        return asked(what, code, field, (world, environment) -> {
            environment.does(RequestType.APPLY, EXAMPLE);
            return request.apply(world, environment);
        });
    }

    private static Mistake asked(
            String what,
            FindingCode code,
            String field,
            BiFunction<ExampleWorld, ExampleEnvironment, PlanResult> request) {
        return new Mistake(what, code, field, () -> findings(request));
    }

    private static List<Finding> findings(BiFunction<ExampleWorld, ExampleEnvironment, PlanResult> request) {
        ExampleWorld world = new ExampleWorld();
        return request.apply(world, new ExampleEnvironment(world, WORKSPACE)).findings();
    }
}
