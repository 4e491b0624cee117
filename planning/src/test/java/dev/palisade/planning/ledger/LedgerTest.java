package dev.palisade.planning.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Delta DOOR = Delta.field("/properties/networkAcls/defaultAction", text("Allow"), text("Deny"));
    private static final Delta ADDRESS = address("203.0.113.7");
    private static final Delta OTHER = address("198.51.100.7");

    @Test
    void whatARequestReportsReplacesWhatItIntended() {
        Ledger ledger = Ledger.empty().intended("r", List.of(entry("r", State.INTENDED, DOOR, ADDRESS)));

        Ledger settled = ledger.settled("r", List.of(entry("r", State.STANDING, DOOR)));

        assertThat(settled.entries()).containsExactly(entry("r", State.STANDING, DOOR));
        assertThat(ledger.settled("r", List.of()).entries()).isEmpty();
    }

    @Test
    void whatIsReportedNewestFirstIsKeptInTheOrderInWhichItWasIntended() {
        LedgerEntry first = entry("r", State.INTENDED, DOOR).stuck();
        Step next = step("storage/y", Action.UPDATE, List.of(), DOOR);
        LedgerEntry second = new LedgerEntry("r", next, Ownership.CHANGED, State.STUCK);
        Ledger ledger = Ledger.empty()
                .intended(
                        "r",
                        List.of(
                                entry("r", State.INTENDED, DOOR),
                                new LedgerEntry("r", next, Ownership.CHANGED, State.INTENDED)));

        assertThat(ledger.settled("r", List.of(second, first)).entries()).containsExactly(first, second);
    }

    @Test
    void whatAnEarlierAttemptLeftStaysWhileTheNextOneIntendsAndIsTakenBack() {
        Ledger first = Ledger.empty().settled("r", List.of(entry("r", State.STANDING, DOOR)));

        Ledger second = first.intended("r", List.of(entry("r", State.INTENDED, ADDRESS)));

        assertThat(second.entries()).hasSize(2);
        assertThat(second.settled("r", List.of())).isEqualTo(first);
    }

    @Test
    void twoAttemptsAtOneStepAreOneEntryThatTakesBackBoth() {
        Ledger first = Ledger.empty().settled("r", List.of(entry("r", State.STANDING, DOOR)));

        Ledger both = first.settled("r", List.of(entry("r", State.STANDING, ADDRESS)));

        assertThat(both.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.step().deltas()).containsExactlyInAnyOrder(DOOR, ADDRESS));
    }

    @Test
    void aSettledEntryIsForgottenAndNoOtherOfTheSameName() {
        Ledger ledger = new Ledger(List.of(entry("a", State.STANDING, DOOR), entry("b", State.STANDING, DOOR)));

        assertThat(ledger.without(List.of("a|storage/x")).entries()).containsExactly(entry("b", State.STANDING, DOOR));
    }

    @Test
    void aSettledChangeIsForgottenAndTheRestOfItsEntryStays() {
        LedgerEntry entry = entry("a", State.STANDING, DOOR, ADDRESS, OTHER);
        Ledger ledger = new Ledger(List.of(entry));
        List<String> addresses = List.of(entry.reference(ADDRESS), entry.reference(OTHER));

        assertThat(ledger.without(addresses).entries()).containsExactly(entry("a", State.STANDING, DOOR));
        assertThat(ledger.named(addresses)).containsExactly(entry("a", State.STANDING, ADDRESS, OTHER));
        assertThat(ledger.without(addresses)
                        .without(List.of(entry.reference(DOOR)))
                        .entries())
                .isEmpty();
    }

    @Test
    void aStepThatTakesBackOwnsNothingAndACreationThatMendsDoes() {
        assertThat(new LedgerEntry(
                                "r",
                                step(Action.UPDATE, List.of("a|storage/x"), DOOR),
                                Ownership.CHANGED,
                                State.STANDING)
                        .owns())
                .isFalse();
        assertThat(new LedgerEntry("r", step(Action.DELETE, List.of(), DOOR), Ownership.CHANGED, State.STANDING).owns())
                .isFalse();
        assertThat(new LedgerEntry(
                                "r",
                                step(Action.CREATE, List.of("a|storage/x"), DOOR),
                                Ownership.CREATED,
                                State.STANDING)
                        .owns())
                .isTrue();
    }

    private static LedgerEntry entry(String request, State state, Delta... deltas) {
        return new LedgerEntry(request, step(Action.UPDATE, List.of(), deltas), Ownership.CHANGED, state);
    }

    private static Step step(Action action, List<String> takesBack, Delta... deltas) {
        return step("storage/x", action, takesBack, deltas);
    }

    private static Step step(String id, Action action, List<String> takesBack, Delta... deltas) {
        return new Step(
                id,
                ResourceKind.STORAGE_ACCOUNT,
                action,
                ResourceId.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/x"),
                "Close storage account x",
                List.of(deltas),
                List.of(),
                Undo.REVERT_DELTAS,
                Effect.TIGHTEN,
                Duration.ofSeconds(5),
                "",
                takesBack);
    }

    private static Delta address(String address) {
        return Delta.element(
                "/properties/networkAcls/ipRules",
                "value",
                null,
                JsonNodeFactory.instance.objectNode().put("value", address));
    }

    private static JsonNode text(String text) {
        return TextNode.valueOf(text);
    }
}
