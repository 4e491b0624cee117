package dev.palisade.planning.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.arm.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanHashTest {
    private static final String SUBNET =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/d";
    private static final ResourceId WORKSPACE =
            ResourceId.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w");
    private static final ResourceId ACCOUNT =
            ResourceId.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a");
    private static final Delta DENY =
            Delta.field("/acls/defaultAction", TextNode.valueOf("Allow"), TextNode.valueOf("Deny"));
    private static final Delta RULE = Delta.element("/acls/rules", "id", null, rule("id", SUBNET, "action", "Allow"));
    private static final Step FIRST = step("storage/a", ACCOUNT, List.of(DENY, RULE), "Close", Duration.ofSeconds(5));
    private static final Step SECOND =
            step("subnet/v/d", ResourceId.of(SUBNET), List.of(), "Open", Duration.ofSeconds(10));

    @Test
    void theSamePlanInAnotherOrderSpellingOrWordingHasTheSameHash() {
        Delta respelled = Delta.element(
                "/acls/rules", "id", null, rule("action", "Allow", "id", SUBNET.toUpperCase(Locale.ROOT)));
        Step retold = step(
                "storage/A",
                ResourceId.of(ACCOUNT.key()),
                List.of(respelled, DENY),
                "Lock the door",
                Duration.ofMinutes(9));

        assertThat(hash(List.of(SECOND, retold))).isEqualTo(hash(List.of(FIRST, SECOND)));
    }

    static Stream<Arguments> others() {
        Delta fromAudit = Delta.field("/acls/defaultAction", TextNode.valueOf("Audit"), TextNode.valueOf("Deny"));
        Delta toAudit = Delta.field("/acls/defaultAction", TextNode.valueOf("Allow"), TextNode.valueOf("Audit"));
        return Stream.of(
                argumentSet("one step fewer", List.of(FIRST)),
                argumentSet("one delta fewer", List.of(withDeltas(DENY), SECOND)),
                argumentSet("another value before", List.of(withDeltas(fromAudit, RULE), SECOND)),
                argumentSet("another value after", List.of(withDeltas(toAudit, RULE), SECOND)),
                argumentSet(
                        "another resource",
                        List.of(step("storage/a", WORKSPACE, FIRST.deltas(), "Close", Duration.ZERO), SECOND)));
    }

    @ParameterizedTest
    @MethodSource("others")
    void aPlanThatTouchesAnythingElseHasAnotherHash(List<Step> other) {
        assertThat(hash(other)).isNotEqualTo(hash(List.of(FIRST, SECOND)));
    }

    @Test
    void anotherEnvironmentOrProfileHasAnotherHash() {
        assertThat(PlanHash.of(ACCOUNT, Profile.CURRENT, List.of(FIRST))).isNotEqualTo(hash(List.of(FIRST)));
        assertThat(PlanHash.of(WORKSPACE, Profile.SEED, List.of(FIRST))).isNotEqualTo(hash(List.of(FIRST)));
    }

    private static String hash(List<Step> steps) {
        return PlanHash.of(WORKSPACE, Profile.CURRENT, steps);
    }

    private static Step withDeltas(Delta... deltas) {
        return step("storage/a", ACCOUNT, List.of(deltas), "Close", Duration.ofSeconds(5));
    }

    private static ObjectNode rule(String key, String value, String otherKey, String otherValue) {
        return JsonNodeFactory.instance.objectNode().put(key, value).put(otherKey, otherValue);
    }

    private static Step step(String id, ResourceId resource, List<Delta> deltas, String title, Duration typical) {
        return new Step(
                id,
                ResourceKind.STORAGE_ACCOUNT,
                Step.Action.UPDATE,
                resource,
                title,
                deltas,
                List.of(),
                Step.Undo.REVERT_DELTAS,
                Step.Effect.TIGHTEN,
                typical,
                title,
                List.of());
    }
}
