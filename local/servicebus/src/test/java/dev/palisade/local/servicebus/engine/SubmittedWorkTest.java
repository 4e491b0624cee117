package dev.palisade.local.servicebus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SubmittedWorkTest {
    private final SubmittedWork work = new SubmittedWork();

    @Test
    void aResultIsToldOnceItIsCommitted() {
        CompletableFuture<String> result = work.submit(() -> "done");
        work.perform();
        assertThat(result).isNotDone();

        work.committed();

        assertThat(result).isCompletedWithValue("done");
    }

    @Test
    void whoeverWaitsForACommitThatNeverCameHearsOfIt() {
        CompletableFuture<String> performed = work.submit(() -> "done");
        work.perform();
        CompletableFuture<String> waiting = work.submit(() -> "later");

        work.close();

        assertThatThrownBy(performed::join).hasMessageContaining("The broker has ended");
        assertThatThrownBy(waiting::join).hasMessageContaining("The broker has ended");
        assertThatThrownBy(() -> work.submit(() -> "too late").join()).hasMessageContaining("The broker has ended");
    }
}
