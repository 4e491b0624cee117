package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a network security group: one priority per direction. */
final class SecurityRules implements ResourceKind {
    static final String TYPE = "Microsoft.Network/networkSecurityGroups/securityRules";
    private static final int LOWEST_PRIORITY = 100;
    private static final int HIGHEST_PRIORITY = 4096;

    @Override
    public ResourceType type() {
        return ResourceType.network("networkSecurityGroups/securityRules", "securityRules", 5);
    }

    @Override
    public ObjectNode put(Write write) {
        ResourceId group = write.id().parent().orElseThrow();
        List<JsonNode> rules = new ArrayList<>(write.world().children(group, TYPE));
        rules.removeIf(
                rule -> rule.path("name").asText().equalsIgnoreCase(write.id().name()));
        ObjectNode named = write.body().deepCopy().put("name", write.id().name());
        rules.add(named);
        check(group, rules);
        return write.body();
    }

    /** Refuses rules that Azure would not hold together in one group. */
    static void check(ResourceId group, List<JsonNode> rules) {
        for (JsonNode rule : rules) {
            checkValues(group, rule);
            samePlace(rules, rule).ifPresent(other -> {
                throw ArmException.badRequest(
                        "SecurityRuleConflict",
                        "Security rule " + rule.path("name").asText() + " conflicts with rule "
                                + other.path("name").asText() + ". Rules cannot have the same Priority and Direction.");
            });
        }
    }

    private static void checkValues(ResourceId group, JsonNode rule) {
        JsonNode properties = rule.path("properties");
        int priority = properties.path("priority").asInt();
        if (priority < LOWEST_PRIORITY || priority > HIGHEST_PRIORITY) {
            throw ArmException.badRequest(
                    "SecurityRuleInvalidPriority",
                    "Security rule has invalid Priority. Value provided: " + priority + " Allowed range "
                            + LOWEST_PRIORITY + "-" + HIGHEST_PRIORITY + ".");
        }
        for (String field : List.of("protocol", "access", "direction")) {
            if (properties.path(field).asText().isEmpty()) {
                throw ArmException.badRequest(
                        "InvalidRequestFormat",
                        "Security rule " + rule.path("name").asText() + " of " + group + " has no " + field + ".");
            }
        }
    }

    private static Optional<JsonNode> samePlace(List<JsonNode> rules, JsonNode rule) {
        return rules.stream()
                .filter(other -> !other.path("name").equals(rule.path("name")))
                .filter(other -> other.at("/properties/priority").equals(rule.at("/properties/priority")))
                .filter(other -> other.at("/properties/direction")
                        .asText()
                        .equalsIgnoreCase(rule.at("/properties/direction").asText()))
                .findFirst();
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return NetworkErrors.inProgress(operationUrl);
    }

    @Override
    public ArmException notFound(ResourceId id) {
        return NetworkErrors.nestedNotFound(id);
    }

    @Override
    public String transientState(boolean creates) {
        return "Updating";
    }
}
