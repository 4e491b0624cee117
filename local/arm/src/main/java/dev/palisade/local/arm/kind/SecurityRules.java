package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import java.util.List;
import java.util.Optional;

/** The rules of a network security group: one priority per direction. */
final class SecurityRules implements ResourceKind {
    private static final int LIMIT = 1000;

    @Override
    public ResourceType type() {
        return ResourceType.network("networkSecurityGroups/securityRules", "securityRules", 5);
    }

    @Override
    public ObjectNode put(Write write) {
        check(write.id().parent().orElseThrow(), Siblings.with(write));
        return write.body();
    }

    /** Refuses rules that Azure would not hold together in one group. */
    static void check(ResourceId group, List<JsonNode> rules) {
        Siblings.checkNames(group, rules);
        if (rules.size() > LIMIT) {
            throw ArmException.badRequest(
                    "SecurityRuleCountLimitReached",
                    "Cannot create more than " + LIMIT + " security rules in network security group " + group + ".");
        }
        for (JsonNode rule : rules) {
            SecurityRuleValues.check(rule);
            samePlace(rules, rule).ifPresent(other -> {
                throw ArmException.badRequest(
                        "SecurityRuleConflict",
                        "Security rule " + rule.path("name").asText() + " conflicts with rule "
                                + other.path("name").asText() + ". Rules cannot have the same Priority and Direction.");
            });
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
