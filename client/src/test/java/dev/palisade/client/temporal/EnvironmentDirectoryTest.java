package dev.palisade.client.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.client.SampleRequest;
import dev.palisade.client.failure.CommandFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentDirectoryTest {
    private static final KnownEnvironment CHURN = new KnownEnvironment("/subscriptions/a/…/ws", "churn-prod");
    private static final KnownEnvironment TWIN = new KnownEnvironment("/subscriptions/b/…/ws", "churn-prod");
    private static final KnownEnvironment FRAUD = new KnownEnvironment("/subscriptions/a/…/fraud", "fraud");

    @Test
    void aNameMeansTheOneEnvironmentThatHasIt() {
        assertThat(EnvironmentDirectory.named("Churn-Prod", List.of(FRAUD, CHURN), "here"))
                .isEqualTo(CHURN);
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> EnvironmentDirectory.named("churn", List.of(FRAUD, CHURN), "here"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("There is no environment churn in Temporal at here. There are: fraud"
                        + " (/subscriptions/a/…/fraud), churn-prod (/subscriptions/a/…/ws).");
    }

    @Test
    void aNameOfTwoIsAnsweredWithTheirIds() {
        assertThatThrownBy(() -> EnvironmentDirectory.named("churn-prod", List.of(CHURN, TWIN), "here"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(
                        "2 environments are called churn-prod: /subscriptions/a/…/ws, /subscriptions/b/…/ws");
    }

    @Test
    void aWorkspacesIdNeedsNoKnownEnvironmentAndIsReadInAnyCase() {
        assertThat(EnvironmentDirectory.workspace(SampleRequest.WORKSPACE.toString()))
                .contains(new KnownEnvironment(SampleRequest.WORKSPACE.key(), ""));
        assertThat(EnvironmentDirectory.workspace("churn-prod")).isEmpty();
        assertThatThrownBy(() -> EnvironmentDirectory.workspace(
                        SampleRequest.CLUSTER.resource().toString()))
                .hasMessageContaining("is not the ARM ID of a workspace");
    }
}
