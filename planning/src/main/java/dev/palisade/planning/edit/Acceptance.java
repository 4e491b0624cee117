package dev.palisade.planning.edit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a document say what is, where a plan found that it is not as the document says. */
public final class Acceptance {
    private static final Map<String, String> SCALE = Map.of(
            "/properties/properties/scaleSettings/minNodeCount", "min_instances",
            "/properties/properties/scaleSettings/maxNodeCount", "max_instances");

    private final ObjectNode body;
    private final List<NamedPath> fields = new ArrayList<>();

    /** @param document that is accepted; left alone */
    public Acceptance(JsonNode document) {
        this.body = document.deepCopy();
    }

    /** The document as it says what is, so far. */
    public JsonNode body() {
        return body;
    }

    /** What it says otherwise than before. */
    public List<NamedPath> fields() {
        return List.copyOf(fields);
    }

    /**
     * What a step would create is not asked for; what it would change is asked for as it is.
     *
     * @param path of what asks for the step
     */
    public void withoutStep(Step step, NamedPath path) {
        switch (step.kind()) {
            case AML_COMPUTE, MANAGED_CLUSTER -> {
                if (step.action() == Action.CREATE) {
                    remove(path.entry());
                } else {
                    step.deltas().forEach(delta -> rescale(delta, path.entry()));
                }
            }
            case ATTACHED_CLUSTER, CLUSTER_EXTENSION -> detach(path.entry());
            case ATTACHED_MACHINE -> remove(path.entry());
            case STORAGE_ACCOUNT -> step.deltas().forEach(delta -> leaveDoor(delta, path.entry()));
            case KEY_VAULT -> step.deltas().forEach(delta -> leaveDoor(delta, NamedPath.of("key_vault")));
            case ROUTE_TABLE -> set(path, BooleanNode.FALSE);
            case ONLINE_ENDPOINT, WEB_SERVICE -> {
                if (step.action() == Action.CREATE) {
                    remove(path.entry());
                }
            }
            case NETWORK_SECURITY_GROUP -> step.deltas().forEach(this::leaveOutbound);
            case SUBNET, ONLINE_DEPLOYMENT -> {}
        }
    }

    /** What is there and cannot be used as asked is not asked for; where a finding says what is, that is. */
    public void withoutRefusal(Finding refusal, NamedPath path) {
        if (!path.entry().isEntry() || path.entry().in(body).isMissingNode()) {
            return;
        }
        boolean differs = refusal.code() == FindingCode.EXISTING_COMPUTE_DIFFERS
                || refusal.code() == FindingCode.EXISTING_CLUSTER_DIFFERS;
        if (differs && path.in(body).isInt()) {
            set(path, body.numberNode(Integer.parseInt(refusal.arguments().getOrDefault("actual", "0"))));
        } else if (differs || refusal.code() == FindingCode.EXISTING_RESOURCE_NOT_READY) {
            remove(path.entry());
        }
    }

    /** The place that a finding or a step is about, in words that stay true while entries go. */
    public NamedPath path(String pointer) {
        return NamedPath.at(JsonPointer.compile(pointer), body);
    }

    private void rescale(Delta delta, NamedPath entry) {
        JsonNode is = delta.before();
        if (is == null) {
            return;
        }
        if (SCALE.containsKey(delta.path())) {
            set(entry.then(SCALE.get(delta.path())), is);
        } else if (delta.path().endsWith("/nodeIdleTimeBeforeScaleDown")) {
            int seconds = (int) Duration.parse(is.asText()).toSeconds();
            set(entry.then("idle_time_before_scale_down"), body.numberNode(seconds));
        } else if (delta.path().endsWith("/agentPoolProfiles")) {
            set(entry.then("create").then("agent_count"), is.path("count"));
        }
    }

    private void detach(NamedPath entry) {
        if (entry.in(body).has("create")) {
            set(entry.then("attached"), BooleanNode.FALSE);
        } else {
            remove(entry);
        }
    }

    private void leaveDoor(Delta delta, NamedPath entry) {
        if (delta.path().endsWith("/defaultAction")) {
            set(
                    entry.then("access"),
                    TextNode.valueOf(isDenied(delta.before()) ? "selected_networks" : "all_networks"));
        } else if (delta.path().endsWith("/ipRules") && delta.after() != null) {
            ArrayNode rest = body.arrayNode();
            entry.then("allow_ips").in(body).forEach(address -> {
                if (!address.asText().equals(delta.after().path("value").asText())) {
                    rest.add(address);
                }
            });
            set(entry.then("allow_ips"), rest);
        }
    }

    /** What would be denied is not: of the rules that are missing, a document can leave out only these. */
    private void leaveOutbound(Delta delta) {
        if (delta.after() != null && isDenied(delta.after().at("/properties/access"))) {
            set(NamedPath.of("network").then("outbound"), TextNode.valueOf("default"));
        }
    }

    private static boolean isDenied(@Nullable JsonNode action) {
        return action != null && action.asText().equalsIgnoreCase("Deny");
    }

    private void set(NamedPath path, JsonNode value) {
        JsonNode owner = path.owner().in(body);
        if (owner instanceof ObjectNode object && !value.equals(object.get(path.last()))) {
            object.set(path.last(), value);
            fields.add(path);
        }
    }

    private void remove(NamedPath entry) {
        JsonNode list = entry.owner().in(body);
        int index = NamedPath.indexOf(list, entry.last());
        if (list instanceof ArrayNode entries && index >= 0) {
            entries.remove(index);
            fields.add(entry);
        }
    }
}
