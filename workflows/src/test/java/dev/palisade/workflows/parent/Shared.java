package dev.palisade.workflows.parent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Addresses;
import dev.palisade.planning.plan.Claims.Attachment;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.workflows.contract.ParentWorkflow.Claiming;
import dev.palisade.workflows.contract.ParentWorkflow.Leaving;
import dev.palisade.workflows.contract.ParentWorkflow.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A storage account, a subnet and a cluster, and what environments say of them. */
final class Shared {
    static final ResourceId GROUP = ResourceId.of("/subscriptions/s/resourceGroups/g");
    static final ResourceId ACCOUNT = ResourceId.of(GROUP + "/providers/Microsoft.Storage/storageAccounts/shared");
    static final ResourceId SUBNET = ResourceId.of(GROUP + "/providers/Microsoft.Network/virtualNetworks/v")
            .child("subnets", "default");
    static final ResourceId CLUSTER =
            ResourceId.of(GROUP + "/providers/Microsoft.ContainerService/managedClusters/aks");

    private Shared() {}

    static String environment(String name) {
        return GROUP.key() + "/providers/microsoft.machinelearningservices/workspaces/" + name;
    }

    /** The rule of a network in the account's list. */
    static Element rule(String subnet) {
        return new Element(
                ACCOUNT,
                Delta.element(
                        "/properties/networkAcls/virtualNetworkRules",
                        "id",
                        null,
                        object().put("id", subnet).put("action", "Allow")));
    }

    static Element defaultAction(String action) {
        return new Element(
                ACCOUNT,
                Delta.field("/properties/networkAcls/defaultAction", null, JsonNodeFactory.instance.textNode(action)));
    }

    static Element whole(ResourceId resource) {
        JsonNode body = object().put("location", "koreacentral");
        return new Element(resource, Delta.creation(body));
    }

    static Claims claims(Element... elements) {
        return new Claims(List.of(elements), List.of(), List.of());
    }

    static Claims attached(String environment) {
        ResourceId compute = ResourceId.of(environment(environment)).child("computes", "aks");
        return new Claims(List.of(), List.of(), List.of(new Attachment(CLUSTER, compute)));
    }

    static Claims room(int count, String user) {
        return new Claims(
                List.of(),
                List.of(new Addresses(SUBNET, GROUP.sibling("Microsoft.Compute/users", user), count)),
                List.of());
    }

    static Claiming claiming(String name, String request, Claims claims) {
        return new Claiming(environment(name), name, run(request), claims);
    }

    static Leaving leaving(String name, Element... elements) {
        return new Leaving(environment(name), name, List.of(elements), null);
    }

    static Leaving undoing(String name, LedgerEntry made) {
        List<Element> elements = made.step().deltas().stream()
                .map(delta -> new Element(made.step().resource(), delta))
                .toList();
        return new Leaving(environment(name), name, elements, made);
    }

    /** Drops these entries of its ledger, taken back or not. */
    static Settlement settled(String name, String request, Claims claims, LedgerEntry... givenUp) {
        List<String> references = Stream.of(givenUp).map(LedgerEntry::reference).toList();
        return new Settlement(environment(name), name, run(request), claims, List.of(givenUp), references);
    }

    /** What a request changed of the account. */
    static LedgerEntry made(String request, Element... elements) {
        Step step = new Step(
                "storage/shared",
                ResourceKind.STORAGE_ACCOUNT,
                Action.UPDATE,
                elements[0].resource(),
                "Close the account",
                Stream.of(elements).map(Element::wanted).toList(),
                List.of(),
                Undo.REVERT_DELTAS,
                Effect.TIGHTEN,
                Duration.ofMinutes(1),
                "",
                List.of());
        return new LedgerEntry(request, step, Ownership.CHANGED, State.STANDING);
    }

    static LedgerEntry created(String request, ResourceId resource) {
        Step step = Step.creation(
                "cluster/" + resource.name(),
                ResourceKind.MANAGED_CLUSTER,
                resource,
                "Create it",
                object().put("location", "koreacentral"),
                List.of(),
                Duration.ofMinutes(20));
        return new LedgerEntry(request, step, Ownership.CREATED, State.STANDING);
    }

    static String run(String request) {
        return "request/" + request + "/run-of-" + request;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
