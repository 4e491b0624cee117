package dev.palisade.client.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.SampleRequest;
import dev.palisade.client.temporal.EnvironmentView;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.workflows.contract.RequestState;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SteeringTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WAITING_FOR_TURN|CANCEL",
                "PLANNING|CANCEL",
                "AWAITING_APPROVAL|APPROVE, REJECT, CANCEL",
                "APPLYING|CANCEL",
                "VERIFYING|CANCEL",
                "UNDOING|''",
                "PLANNED|''",
                "READY|''",
                "REJECTED|RETRY",
                "ROLLED_BACK|RETRY",
                "PARKED|RETRY, ACCEPT",
                "STUCK|RESUME, RETRY, ACCEPT",
                "CANCELLED|RETRY"
            })
    void aStateAllowsTheseSteps(RequestState state, String allowed) {
        RequestView view = SampleRequest.view(SampleRequest.in(state), 5);

        assertThat(Steering.of(view).stream().map(Steering::name).collect(Collectors.joining(", ")))
                .isEqualTo(allowed);
    }

    @Test
    void everyStateIsInTheTableAbove() {
        long rows = Arrays.stream(SteeringTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(CsvSource.class))
                .mapToLong(method -> method.getAnnotation(CsvSource.class).value().length)
                .sum();
        assertThat(rows).isEqualTo(RequestState.values().length);
    }

    @Test
    void aRunEndedFromOutsideCanBeAskedForAgain() {
        RequestView ended = SampleRequest.terminated(SampleRequest.view(SampleRequest.applying(), 5));

        assertThat(Steering.of(ended)).containsExactly(Steering.RETRY);
    }

    @ParameterizedTest
    @EnumSource(names = {"ROLLED_BACK", "CANCELLED", "REJECTED", "PARKED", "STUCK"})
    void whatAStuckEnvironmentAllowsDoesNotDependOnHowTheNewestAttemptEnded(RequestState state) {
        RequestView view = SampleRequest.view(SampleRequest.in(state), 5);

        assertThat(Steering.of(SampleRequest.in(stuckWith("churn-1"), view)))
                .containsExactly(Steering.RESUME, Steering.RETRY, Steering.ACCEPT);
        assertThat(Steering.of(SampleRequest.in(stuckWith("other"), view))).isEqualTo(Steering.of(view));
    }

    @Test
    void aRunEndedFromOutsideWhoseBurialIsStuckCanBeResumedAndAccepted() {
        RequestView ended = SampleRequest.terminated(SampleRequest.view(SampleRequest.applying(), 5));

        assertThat(Steering.of(SampleRequest.in(stuckWith("churn-1"), ended)))
                .containsExactly(Steering.RESUME, Steering.RETRY, Steering.ACCEPT);
    }

    @Test
    void whileAnAttemptRunsItsOwnStateDecidesEvenInAStuckEnvironment() {
        RequestView running = SampleRequest.view(SampleRequest.applying(), 5);

        assertThat(Steering.of(SampleRequest.in(stuckWith("churn-1"), running))).containsExactly(Steering.CANCEL);
    }

    private static EnvironmentView stuckWith(String request) {
        return new EnvironmentView("churn", null, request);
    }

    @Test
    void anApprovalNamesThePlanThatWaits() {
        RequestView view = SampleRequest.view(SampleRequest.in(RequestState.AWAITING_APPROVAL), 5);

        assertThat(Steering.APPROVE.command(view)).isEqualTo("./palisade approve churn-1 --plan 3f5a9c1e77aa");
        assertThat(Steering.CANCEL.command(view)).isEqualTo("./palisade cancel churn-1");
    }
}
