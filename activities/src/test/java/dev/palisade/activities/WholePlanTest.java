package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.contract.PlanningActivities.Prepared;
import dev.palisade.workflows.contract.Undone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example as the planner plans it, done step by step and taken back: what was planned holds, and what was there before is there again. */
class WholePlanTest {
    /** Not a profile: the example with routes of its own. */
    private static final String TUNNELLED = "tunnelled";

    /** What Azure counts, and what a resource says of its last write. */
    private static final Set<String> COUNTED = Set.of("etag", "eTag", "resourceGuid");

    @ParameterizedTest
    @ValueSource(strings = {"current", "seed", TUNNELLED})
    void whatIsPlannedIsDoneHoldsAndIsTakenBack(String profile) {
        try (SimulatedAzure world = new SimulatedAzure()) {
            JsonNode document = example(world, profile);
            Map<String, JsonNode> before = snapshot(world);
            List<Step> steps = world.stories.prepare(document).plan().steps();
            assertThat(steps).hasSizeGreaterThanOrEqualTo(8);

            Map<String, Ownership> owned = new HashMap<>();
            steps.forEach(step -> owned.put(step.id(), world.stories.apply(step).ownership()));

            assertThat(owned).doesNotContainValue(Ownership.ADOPTED);
            assertThat(world.stories.verify(steps)).isEmpty();
            assertThat(world.stories.prepare(document).plan().steps()).isEmpty();

            List<Step> newestFirst = new ArrayList<>(steps);
            Collections.reverse(newestFirst);
            assertThat(newestFirst)
                    .allSatisfy(step -> assertThat(world.stories
                                    .undo(step, owned.get(step.id()), true)
                                    .result())
                            .as(step.id())
                            .isEqualTo(Undone.Result.TAKEN_BACK));
            assertThat(snapshot(world)).isEqualTo(before);
        }
    }

    /** Not by undoing, but as a later request for the end of the environment, which has nothing but the ledger. */
    @ParameterizedTest
    @ValueSource(strings = {"current", "seed", TUNNELLED})
    void anEnvironmentThatIsDeletedLeavesTheWorldAsItWas(String profile) {
        try (SimulatedAzure world = new SimulatedAzure()) {
            JsonNode document = example(world, profile);
            Map<String, JsonNode> before = snapshot(world);
            Plan made = world.stories.prepare(document).plan();
            Ledger ledger = new Ledger(made.steps().stream()
                    .map(step -> new LedgerEntry(
                            Stories.REQUEST, step, world.stories.apply(step).ownership(), LedgerEntry.State.STANDING))
                    .toList());

            Prepared ending =
                    world.stories.prepareDeletion(ledger, new Standing(1, document, made.claims(), List.of()));

            assertThat(ending.refused()).as(ending.findings().toString()).isFalse();
            assertThat(ending.needsApproval()).isTrue();
            ending.plan().steps().forEach(world.stories::apply);
            assertThat(world.stories.verify(ending.plan().steps())).isEmpty();
            assertThat(snapshot(world)).isEqualTo(before);
        }
    }

    @Test
    void aSecondAskerOfTheSameFindsNothingToDo() {
        try (SimulatedAzure world = new SimulatedAzure()) {
            List<Step> steps = world.stories.prepare(world.document).plan().steps();
            steps.forEach(world.stories::apply);
            int writes = writes(world);

            steps.forEach(step -> assertThat(world.stories.begin(step).operation())
                    .as(step.id())
                    .isNull());

            assertThat(writes(world)).isEqualTo(writes);
        }
    }

    private static int writes(SimulatedAzure world) {
        return (int) world.azure.audit().stream()
                .filter(entry -> !entry.method().equals("GET"))
                .count();
    }

    private static JsonNode example(SimulatedAzure world, String profile) {
        ObjectNode document = world.document.deepCopy();
        if (profile.equals(TUNNELLED)) {
            document.withObjectProperty("network").put("forced_tunnelling", true);
            return document;
        }
        return document.put("profile", profile);
    }

    private static Map<String, JsonNode> snapshot(SimulatedAzure world) {
        Map<String, JsonNode> snapshot = new TreeMap<>();
        world.azure
                .resources()
                .forEach(resource -> snapshot.put(resource.path("id").asText(), plain(resource.deepCopy())));
        return snapshot;
    }

    private static JsonNode plain(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(COUNTED);
        }
        node.forEach(WholePlanTest::plain);
        return node;
    }
}
