package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepKindsTest {
    @Test
    void everyChangeThatCanBePlannedHasARow() {
        Set<Change> rows = StepKinds.all().map(StepKind::change).collect(Collectors.toSet());
        Set<Change> exceptions = Stream.concat(
                        Change.NEVER_PLANNED.keySet().stream(), Change.WITHOUT_A_ROW.keySet().stream())
                .collect(Collectors.toSet());

        assertThat(rows).doesNotContainAnyElementsOf(exceptions);
        assertThat(Stream.concat(rows.stream(), exceptions.stream()))
                .containsExactlyInAnyOrderElementsOf(Change.all().toList());
    }
}
