package dev.palisade.planning.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
    private static final ResourceId SUBNET =
            ResourceId.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v");

    @Test
    void whatAnAttemptIntendsReplacesOnlyWhatItIntendedBefore() {
        Ledger ledger = Ledger.empty()
                .settled("r1", List.of(changed("r1", "a", "x")))
                .intended("r1", List.of(intended("r1", "a", "y"), intended("r1", "b", "x")))
                .intended("r1", List.of(intended("r1", "b", "y")));

        assertThat(ledger.entries())
                .extracting(LedgerEntry::key, LedgerEntry::state)
                .containsExactly(tuple("a", State.STANDING), tuple("b", State.INTENDED));
    }

    @Test
    void aSecondAttemptKeepsWhatTheFirstLeftAndItDoesNotMention() {
        Ledger ledger = Ledger.empty()
                .settled("r1", List.of(changed("r1", "a", "x"), changed("r1", "b", "x")))
                .intended("r1", List.of(intended("r1", "b", "y")))
                .settled("r1", List.of());

        assertThat(ledger.entries()).extracting(LedgerEntry::key).containsExactly("a", "b");
    }

    @Test
    void whatTwoAttemptsDidToOneThingIsTakenBackTogether() {
        Ledger ledger = Ledger.empty()
                .settled("r1", List.of(changed("r1", "a", "x")))
                .settled("r1", List.of(changed("r1", "a", "y")));

        assertThat(ledger.entries())
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.step().deltas()).containsExactlyInAnyOrder(delta("x"), delta("y")));
    }

    @Test
    void anotherRequestsIntentionIsNotLostWhenSomebodyReports() {
        Ledger ledger = Ledger.empty()
                .intended("r1", List.of(intended("r1", "a", "x")))
                .settled("r2", List.of(changed("r2", "a", "y")));

        assertThat(ledger.of("r1")).hasSize(1);
        assertThat(ledger.of("r2")).hasSize(1);
    }

    @Test
    void whatIsTakenBackIsForgottenByItsReference() {
        Ledger ledger = Ledger.empty()
                .settled("r1", List.of(changed("r1", "a", "x")))
                .settled("r2", List.of(changed("r2", "a", "y")))
                .without(List.of("r1|a"));

        assertThat(ledger.entries()).extracting(LedgerEntry::reference).containsExactly("r2|a");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED, ADOPTED, CREATED",
        "ADOPTED, CHANGED, CHANGED",
        "ADOPTED, UNKNOWN, UNKNOWN",
        "CHANGED, UNKNOWN, CHANGED",
        "ADOPTED, ADOPTED, ADOPTED"
    })
    void whatOneOfTwoActsMayHaveMadeIsNotAdopted(Ownership one, Ownership other, Ownership both) {
        assertThat(one.and(other)).isEqualTo(both);
        assertThat(other.and(one)).isEqualTo(both);
    }

    @Test
    void aChangeUponAChangeGoesFromTheFirstBeforeToTheLastAfter() {
        Step both = step("a", List.of(field("1", "2"))).upon(step("a", List.of(field("0", "1"))));

        assertThat(both.deltas()).containsExactly(field("0", "2"));
    }

    @Test
    void aChangeUponSomebodyElsesGoesBackToTheirs() {
        Step both = step("a", List.of(field("7", "2"))).upon(step("a", List.of(field("0", "1"))));

        assertThat(both.deltas()).containsExactly(field("7", "2"));
    }

    @Test
    void whatWasCreatedIsTakenBackByDeletingItWhateverWasChangedLater() {
        Step created =
                Step.creation("a", ResourceKind.AML_COMPUTE, SUBNET, "Make a", text("body"), List.of(), Duration.ZERO);

        assertThat(step("a", List.of(field("0", "1"))).upon(created)).isEqualTo(created);
    }

    private static LedgerEntry changed(String request, String step, String element) {
        return intended(request, step, element).standing(Ownership.CHANGED);
    }

    private static LedgerEntry intended(String request, String step, String element) {
        return new LedgerEntry(request, step(step, List.of(delta(element))), Ownership.UNKNOWN, State.INTENDED);
    }

    private static Delta delta(String element) {
        return Delta.element(
                "/list", "name", null, JsonNodeFactory.instance.objectNode().put("name", element));
    }

    private static Delta field(String before, String after) {
        return Delta.field("/field", text(before), text(after));
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }

    private static Step step(String id, List<Delta> deltas) {
        return new Step(
                id,
                ResourceKind.SUBNET,
                Action.UPDATE,
                SUBNET,
                "Change " + id,
                deltas,
                List.of(),
                Undo.REVERT_DELTAS,
                Effect.NEUTRAL,
                Duration.ZERO,
                "",
                List.of());
    }
}
