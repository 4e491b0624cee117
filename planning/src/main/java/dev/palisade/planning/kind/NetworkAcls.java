package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import java.util.List;
import java.util.stream.Stream;

/**
 * The network rules of a storage account or a key vault, which have one shape. They are a shared list: only our own elements are named, the
 * neighbours' stay.
 */
final class NetworkAcls {
    private static final String RULES = "/properties/networkAcls";
    private static final String DEFAULT_ACTION = RULES + "/defaultAction";
    private static final String BYPASS = RULES + "/bypass";
    private static final String TRUSTED_SERVICES = "AzureServices";

    private NetworkAcls() {}

    /** All that closes the door to all but these subnets and addresses, done already or not. */
    static List<Delta> closed(
            JsonNode resource, Stream<? extends JsonNode> subnets, Stream<? extends JsonNode> addresses) {
        JsonNode rules = resource.at(RULES);
        return Stream.of(
                        Stream.of(
                                Delta.field(DEFAULT_ACTION, rules.get("defaultAction"), TextNode.valueOf("Deny")),
                                Delta.field(
                                        BYPASS, rules.get("bypass"), TextNode.valueOf(trusting(rules.path("bypass"))))),
                        subnets.map(rule -> Delta.element(RULES + "/virtualNetworkRules", "id", null, rule)),
                        addresses.map(rule -> Delta.element(RULES + "/ipRules", "value", null, rule)))
                .flatMap(deltas -> deltas)
                .toList();
    }

    /** What opens the door to everybody. The lists stay as they are, so that closing it again lets in who was let in before. */
    static List<Delta> opened(JsonNode resource) {
        JsonNode action = resource.at(RULES).get("defaultAction");
        return List.of(Delta.field(DEFAULT_ACTION, action, TextNode.valueOf("Allow")));
    }

    /** True for one that has no network rules at all, or whose rules let everybody in. */
    static boolean isOpen(JsonNode resource) {
        return resource.at(DEFAULT_ACTION).asText("Allow").equalsIgnoreCase("Allow");
    }

    /** What of it is still to be done. */
    static List<Delta> missing(JsonNode resource, List<Delta> wanted) {
        return wanted.stream()
                .filter(delta ->
                        !DeltaComparison.differences(resource, List.of(delta)).isEmpty())
                .toList();
    }

    static boolean touchesTheDoor(List<Delta> deltas) {
        return deltas.stream().anyMatch(delta -> delta.path().equals(DEFAULT_ACTION));
    }

    /** Of the services that bypass the rules the environment needs one, whatever others are let in besides. */
    static void claim(ResourceId resource, List<Delta> wanted, Draft draft) {
        wanted.stream()
                .map(delta -> delta.path().equals(BYPASS)
                        ? Delta.field(BYPASS, null, TextNode.valueOf(TRUSTED_SERVICES))
                        : delta)
                .forEach(delta -> draft.claim(resource, delta));
    }

    /** What bypasses the rules now, and trusted services besides: {@code Logging, Metrics, AzureServices}. */
    private static String trusting(JsonNode bypass) {
        List<String> flags = Stream.of(bypass.asText("").split(",", -1))
                .map(String::strip)
                .filter(flag -> !flag.isEmpty() && !flag.equalsIgnoreCase("None"))
                .toList();
        return flags.stream().anyMatch(TRUSTED_SERVICES::equalsIgnoreCase)
                ? String.join(", ", flags)
                : String.join(
                        ", ",
                        Stream.concat(flags.stream(), Stream.of(TRUSTED_SERVICES))
                                .toList());
    }
}
