package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProofTableTest {
    private static final int SEED = 1;

    @Test
    void whatEveryBuildProvesKillsTwelveProcessesAtMost() {
        ProofTable table = new ProofTable(new Proving(false, SEED, ""));

        assertThatCode(() -> table.killed(ProofTable.KILLS_IN_EVERY_BUILD)).doesNotThrowAnyException();

        assertThatThrownBy(() -> table.killed(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("kills 13 processes, and may kill 12");
    }

    @Test
    void theWholeSuiteKillsAsManyAsItNeeds() {
        ProofTable table = new ProofTable(new Proving(true, SEED, ""));

        assertThatCode(() -> table.killed(ProofTable.KILLS_IN_EVERY_BUILD + 1)).doesNotThrowAnyException();
    }
}
