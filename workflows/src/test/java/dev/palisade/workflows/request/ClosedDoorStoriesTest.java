package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is closed stays closed when the rest is taken back, unless the document says otherwise. */
class ClosedDoorStoriesTest {
    private static final ResourceId SUBNET =
            Plans.WORKSPACE.sibling("Microsoft.Network/virtualNetworks", "net").child("subnets", "training");
    private static final Instant LATER = Instant.parse("2026-11-22T09:00:00Z");

    private final FakeWorld world = new FakeWorld()
            .wants(
                    Plans.quick("endpoint"),
                    Plans.slow("cluster", "endpoint"),
                    Plans.tighten("storage", "endpoint", "cluster"),
                    Plans.slow("compute", "storage"));

    @Test
    void aClosedDoorStaysClosedAndSoDoesWhatItStandsOn() {
        world.wants(
                        Plans.quick("endpoint"),
                        Plans.tighten("storage", "endpoint"),
                        Plans.slow("cluster", "storage"),
                        Plans.slow("compute", "cluster"))
                .withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("REFUSED compute");
            assertThat(status.state()).isEqualTo(ROLLED_BACK);
            assertThat(world.standing()).containsExactly("endpoint", "storage");
            assertThat(status.undone())
                    .filteredOn(Undone::remains)
                    .extracting(Undone::stepId, Undone::result)
                    .containsExactly(tuple("storage", Result.KEPT_CLOSED), tuple("endpoint", Result.KEPT_CLOSED));
            assertThat(stage.environment().ledger().entries())
                    .hasSize(2)
                    .extracting(LedgerEntry::state)
                    .containsOnly(State.LEFT);
        }
    }

    @Test
    void theEnvironmentClaimsTheEndpointThatAKeptDoorStandsOnThoughNoDocumentOfItStands() {
        world.wants(Plans.closing("storage", SUBNET), Plans.slow("compute", "storage"))
                .withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(ROLLED_BACK);

            assertThat(world.standing()).containsExactly("storage");
            assertThat(stage.environment().standing()).isNull();
            assertThat(last(stage.released()).now().elements())
                    .extracting(
                            Element::resource,
                            element -> element.wanted().after().path("service").asText())
                    .containsExactly(tuple(SUBNET, "Microsoft.Storage"), tuple(SUBNET, "Microsoft.Storage.Global"));
        }
    }

    @Test
    void anEnvironmentThatHasNothingButAKeptDoorLooksForWhatNeighboursLeftItBeforeItGoes() {
        world.wants(Plans.closing("storage", SUBNET), Plans.slow("compute", "storage"))
                .withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            world.wants(Plans.deletion("storage", "r1|storage"));
            RequestStatus deletion = stage.play(Stage.request("d2", RequestType.DELETE, LATER));

            assertThat(deletion.state()).isEqualTo(READY);
            assertThat(world.givenUp()).singleElement().satisfies(told -> {
                assertThat(told.claims().before().elements())
                        .extracting(Element::resource)
                        .containsOnly(SUBNET);
                assertThat(told.claims().now()).isEqualTo(Claims.none());
            });
            assertThat(last(stage.released()).before().parents())
                    .as("who is told")
                    .contains(SUBNET.topLevel());
            assertThat(last(stage.released()).now()).isEqualTo(Claims.none());
        }
    }

    @Test
    void aLaterRequestThatDoesNotTouchAKeptDoorGoesOnToClaimWhatItStandsOn() {
        world.wants(Plans.closing("storage", SUBNET), Plans.slow("compute", "storage"))
                .withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            world.wants(Plans.quick("other")).claims(Plans.claims("other"));
            assertThat(stage.play(Stage.request("r2", RequestType.APPLY, LATER)).state())
                    .isEqualTo(READY);

            assertThat(last(stage.released()).now().parents())
                    .containsExactlyInAnyOrder(SUBNET.topLevel(), Plans.WORKSPACE.topLevel());
        }
    }

    @Test
    void whatADoorStandsOnIsKeptThroughAllSteps() {
        world.withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));

            assertThat(world.standing()).containsExactly("cluster", "endpoint", "storage");
        }
    }

    @Test
    void aDoorThatWasNotClosedKeepsNothing() {
        world.withFault("storage", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("REFUSED storage");
            assertThat(world.standing()).isEmpty();
            assertThat(status.undone()).extracting(Undone::result).doesNotContain(Result.KEPT_CLOSED);
        }
    }

    @Test
    void aDoorThatClosedWithoutAnAnswerIsReadBackAndKept() {
        world.withFault("storage", Fault.EVERY_RESPONSE_LOST);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(status.failedStep()).isEqualTo("storage");
            assertThat(world.standing()).containsExactly("cluster", "endpoint", "storage");
        }
    }

    @Test
    void aDoorIsReopenedIfTheDocumentSaysSo() {
        world.reopensNetwork().withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(status.state()).isEqualTo(ROLLED_BACK);
            assertThat(world.standing()).isEmpty();
        }
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }
}
