package dev.palisade.planning.removal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RemovalTest {
    private static final String GROUP = "/subscriptions/s/resourceGroups/g/providers/";
    private static final ResourceId WORKSPACE =
            ResourceId.of(GROUP + "Microsoft.MachineLearningServices/workspaces/ws");
    private static final ResourceId ACCOUNT = ResourceId.of(GROUP + "Microsoft.Storage/storageAccounts/x");

    @Test
    void whatNeighboursLeftUsComesInTheOrderInWhichTheyLeftItAndThenWhatWeDidBesides() {
        List<LedgerEntry> left = IntStream.range(0, 12)
                .mapToObj(i -> lettingIn("neighbour-" + i, i))
                .toList();
        LedgerEntry own = lettingIn("own", 99);

        assertThat(Removal.references((resource, change) -> true, world(own, left), new Draft()))
                .containsExactlyElementsOf(Stream.concat(left.stream(), Stream.of(own))
                        .map(LedgerEntry::reference)
                        .toList());
    }

    private static World world(LedgerEntry own, List<LedgerEntry> left) {
        JsonNode nothing = JsonNodeFactory.instance.objectNode();
        Ledger ledger = new Ledger(List.of(own));
        return new World(
                new Asked("r", WORKSPACE, RequestType.DELETE, nothing, null, ledger, Scopes.unlimited()),
                Observation.empty(),
                new Neighbours(Map.of(ACCOUNT.key(), new Held(List.of(), left))));
    }

    private static LedgerEntry lettingIn(String requestId, int address) {
        JsonNode rule = JsonNodeFactory.instance.objectNode().put("value", "203.0.113." + address);
        Step step = new Step(
                "storage/x",
                ResourceKind.STORAGE_ACCOUNT,
                Action.UPDATE,
                ACCOUNT,
                "Let an address in",
                List.of(Delta.element("/properties/networkAcls/ipRules", "value", null, rule)),
                List.of(),
                Undo.REVERT_DELTAS,
                Effect.NEUTRAL,
                Duration.ofSeconds(5),
                "",
                List.of());
        return new LedgerEntry(requestId, step, Ownership.CHANGED, State.STANDING);
    }
}
