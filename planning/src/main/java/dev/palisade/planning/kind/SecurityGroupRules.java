package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/** The rules of one security group, with ours among them. None of the customer's is changed, moved or robbed of its effect. */
final class SecurityGroupRules {
    private static final String RULES = "/properties/securityRules";

    private final ResourceId id;
    private final JsonNode group;
    private final String field;
    private final Draft draft;
    private final List<SecurityRule> rules = new ArrayList<>();
    private final List<Delta> deltas = new ArrayList<>();
    private final List<Delta> standing = new ArrayList<>();

    /** @param field where the document names the first subnet that is held to the group */
    SecurityGroupRules(ResourceId id, JsonNode group, String field, Draft draft) {
        this.id = id;
        this.group = group;
        this.field = field;
        this.draft = draft;
        group.at(RULES).forEach(rule -> rules.add(SecurityRule.of(rule)));
    }

    ResourceId id() {
        return id;
    }

    String field() {
        return field;
    }

    /**
     * The rules to add. Where none is, and the group's last write has failed, ours that stand are written once more: what stands in a failed group
     * need not have its effect.
     */
    List<Delta> deltas() {
        boolean failed = World.provisioningState(group).equalsIgnoreCase("Failed");
        return deltas.isEmpty() && failed ? standing.stream().map(Delta::again).toList() : List.copyOf(deltas);
    }

    /** @param field where the document asks for it */
    void need(NeededRule needed, String field) {
        RulePlace place = RulePlace.of(needed.asReceived(), rules);
        Optional<JsonNode> sameName = present(needed.name());
        Optional<SecurityRule> enough = rules.stream()
                .filter(rule -> rule.allows() && rule.covers(needed.asSent()) && !place.shadows(rule.priority()))
                .findFirst();
        if (sameName.isPresent()) {
            settle(needed, sameName.get(), place, field);
        } else if (enough.isPresent()) {
            present(enough.get().name()).ifPresent(this::claim);
        } else if (place.isShadowed()) {
            refuseShadowed(needed, place, field);
        } else {
            add(needed, place, field);
        }
    }

    /** A rule of the name that only we give: it must say what we would have it say, and must be heard. */
    private void settle(NeededRule needed, JsonNode present, RulePlace place, String field) {
        int priority = SecurityRule.of(present).priority();
        Delta wanted = Delta.element(RULES, "name", null, needed.body(priority));
        if (!DeltaComparison.differences(group, List.of(wanted)).isEmpty()) {
            Map<String, String> arguments = Map.of("rule", needed.name(), "group", id.name());
            draft.refuse(FindingCode.SECURITY_RULE_DIFFERS, field, WhoseMove.ADMINISTRATOR, arguments);
        } else if (place.shadows(priority)) {
            refuseShadowed(needed, place, field);
        } else {
            standing.add(wanted);
            draft.claim(id, wanted);
        }
    }

    private void add(NeededRule needed, RulePlace place, String field) {
        OptionalInt priority = place.free(rules);
        if (priority.isEmpty()) {
            Map<String, String> arguments = Map.of("rule", needed.name(), "group", id.name());
            draft.refuse(FindingCode.NO_FREE_PRIORITY, field, WhoseMove.ADMINISTRATOR, arguments);
            return;
        }
        ObjectNode body = needed.body(priority.getAsInt());
        Delta delta = Delta.element(RULES, "name", null, body);
        deltas.add(delta);
        draft.claim(id, delta);
        rules.add(SecurityRule.of(body));
    }

    private void claim(JsonNode rule) {
        // A rule that was added for an earlier need is claimed already.
        if (deltas.stream().noneMatch(delta -> rule.equals(delta.after()))) {
            ObjectNode needed = rule.deepCopy();
            needed.retain("name", "properties");
            needed.withObjectProperty("properties").remove("provisioningState");
            draft.claim(id, Delta.element(RULES, "name", null, needed));
        }
    }

    private void refuseShadowed(NeededRule needed, RulePlace place, String field) {
        SecurityRule denial = place.before().orElseThrow();
        draft.refuse(
                FindingCode.SECURITY_RULE_SHADOWED,
                field,
                WhoseMove.ADMINISTRATOR,
                Map.of(
                        "rule", needed.name(),
                        "group", id.name(),
                        "denial", denial.name(),
                        "priority", String.valueOf(denial.priority())));
    }

    private Optional<JsonNode> present(String name) {
        return StreamSupport.stream(group.at(RULES).spliterator(), false)
                .filter(rule -> rule.path("name").asText().equalsIgnoreCase(name))
                .findFirst();
    }
}
