package dev.palisade.client.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.workflows.contract.RequestState;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.common.converter.DataConverterException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureLadderTest {
    @Test
    void whatAPersonCanMendIsSaidAsItIs() {
        FailureLadder.Rung rung = FailureLadder.rungOf(CommandFailure.usage("Which queue?"));

        assertThat(rung).isEqualTo(new FailureLadder.Rung(ExitCode.USAGE, "Which queue?"));
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, ./palisade up",
        "DEADLINE_EXCEEDED, --temporal-address",
        "UNAUTHENTICATED, API key",
        "PERMISSION_DENIED, API key",
        "NOT_FOUND, ./palisade setup",
        "INVALID_ARGUMENT, INVALID_ARGUMENT"
    })
    void whatTemporalAnsweredComesWithARemedy(Status.Code code, String remedy) {
        FailureLadder.Rung rung = FailureLadder.rungOf(
                new StatusRuntimeException(Status.fromCode(code).withDescription("it said so")));

        assertThat(rung.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(rung.sentence()).contains("it said so").contains(remedy);
    }

    @Test
    void whatCannotBeReadIsSaidToBeAnotherBuildsOrDamaged() {
        FailureLadder.Rung rung = FailureLadder.rungOf(new DataConverterException("no such state"));

        assertThat(rung.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(rung.sentence())
                .contains("written by another build", "or is damaged")
                .contains("ask with that version");
    }

    @Test
    void aBugIsCalledOne() {
        FailureLadder.Rung rung = FailureLadder.rungOf(new IllegalStateException("impossible"));

        assertThat(rung.exitCode()).isEqualTo(ExitCode.INTERNAL);
        assertThat(rung.sentence()).contains("a fault of Palisade's").contains("impossible");
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void everyRestingStateHasAnExitCodeAndNoOtherHas(RequestState state) {
        if (state.resting()) {
            assertThat(ExitCode.of(state)).isBetween(0, 7);
        } else {
            assertThatThrownBy(() -> ExitCode.of(state)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void onlySuccessIsZero() {
        assertThat(Arrays.stream(RequestState.values())
                        .filter(RequestState::resting)
                        .filter(state -> ExitCode.of(state) == ExitCode.OK))
                .containsExactly(RequestState.PLANNED, RequestState.READY);
    }
}
