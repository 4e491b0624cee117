package dev.palisade.client.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.util.stream.Collectors;

/** Which failure makes a step fail as Azure really fails it, once. */
public final class PlantedFault {
    private PlantedFault() {}

    /** @throws CommandFailure naming the steps there are, if none has this id, resource name or ARM ID */
    public static Step stepOf(Plan plan, String wanted) {
        return plan.steps().stream()
                .filter(step -> step.id().equalsIgnoreCase(wanted)
                        || step.resource().name().equalsIgnoreCase(wanted)
                        || step.resource().toString().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage("The plan has no step " + wanted + ". It has: "
                        + plan.steps().stream().map(Step::id).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * A long-running write is accepted and fails later, one that answers at once is refused at once; in words that say whose doing it is, and
     * in a class that is taken back: what a cluster's own service says when it fails is left to a person.
     */
    public static ObjectNode of(Step step) {
        ObjectNode fault = JsonNodeFactory.instance.objectNode();
        fault.put("resource", step.resource().toString());
        fault.put("count", 1);
        fault.put("kind", answersAtOnce(step.kind()) ? "REFUSE" : "LATE_FAILURE");
        fault.put("status", 400);
        fault.put("code", "InvalidParameter");
        fault.put("message", "Planted by palisade demo --fail.");
        return fault;
    }

    private static boolean answersAtOnce(ResourceKind kind) {
        return switch (kind) {
            case STORAGE_ACCOUNT, KEY_VAULT -> true;
            case NETWORK_SECURITY_GROUP,
                    ROUTE_TABLE,
                    SUBNET,
                    AML_COMPUTE,
                    MANAGED_CLUSTER,
                    CLUSTER_EXTENSION,
                    ATTACHED_CLUSTER,
                    ATTACHED_MACHINE,
                    ONLINE_ENDPOINT,
                    ONLINE_DEPLOYMENT,
                    WEB_SERVICE -> false;
        };
    }
}
