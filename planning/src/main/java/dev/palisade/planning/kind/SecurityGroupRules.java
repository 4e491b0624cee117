package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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
    private final Set<String> needed = new HashSet<>();
    private boolean refused;

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
     * The rules to add, denials last. Where none is, and the group's last write has failed, ours that stand are written once more: what stands in
     * a failed group need not have its effect.
     */
    List<Delta> deltas() {
        boolean failed = World.provisioningState(group).equalsIgnoreCase("Failed");
        return deltas.isEmpty() && failed
                ? standing.stream().map(Delta::again).toList()
                : deltas.stream()
                        .sorted(Comparator.comparing(SecurityGroupRules::denies))
                        .toList();
    }

    static boolean denies(Delta delta) {
        return delta.after() != null && !SecurityRule.of(delta.after()).allows();
    }

    /** True if not all that is needed has its effect, which has been told. */
    boolean refused() {
        return refused;
    }

    /** The rules as they will be. */
    List<SecurityRule> rules(World world) {
        return rules.stream()
                .filter(rule -> needed.contains(rule.name()) || !isLeaving(rule.name(), id, group, world))
                .toList();
    }

    /** True if a group has a rule of this name. */
    static boolean has(String rule, JsonNode group) {
        return present(rule, group).isPresent();
    }

    /** True for a rule that, unless it is needed, goes with this plan. */
    static boolean isLeaving(String rule, ResourceId id, JsonNode group, World world) {
        return Owned.isPruned(id, RULES + "[name=" + rule + "]", group, world);
    }

    /** @param field where the document asks for it */
    void need(NeededRule needed, String field) {
        RulePlace place = RulePlace.of(needed.asMeant(), rules);
        Optional<JsonNode> sameName = present(needed.name());
        Optional<SecurityRule> enough = rules.stream()
                .filter(rule -> rule.allows() == needed.asSent().allows()
                        && rule.covers(needed.asSent())
                        && !place.shadows(rule.priority()))
                .findFirst();
        this.needed.add(needed.name());
        if (sameName.isPresent()) {
            settle(needed, sameName.get(), place, field);
        } else if (enough.isPresent()) {
            this.needed.add(enough.get().name());
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
            refuse(FindingCode.SECURITY_RULE_DIFFERS, field, arguments);
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
            refuse(FindingCode.NO_FREE_PRIORITY, field, arguments);
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
        SecurityRule first = place.before().orElseThrow();
        refuse(
                FindingCode.SECURITY_RULE_SHADOWED,
                field,
                Map.of(
                        "rule", needed.name(),
                        "group", id.name(),
                        "denial", first.name(),
                        "priority", String.valueOf(first.priority())));
    }

    private void refuse(FindingCode code, String field, Map<String, String> arguments) {
        refused = true;
        draft.refuse(code, field, WhoseMove.ADMINISTRATOR, arguments);
    }

    private Optional<JsonNode> present(String name) {
        return present(name, group);
    }

    private static Optional<JsonNode> present(String name, JsonNode group) {
        return StreamSupport.stream(group.at(RULES).spliterator(), false)
                .filter(rule -> rule.path("name").asText().equalsIgnoreCase(name))
                .findFirst();
    }
}
