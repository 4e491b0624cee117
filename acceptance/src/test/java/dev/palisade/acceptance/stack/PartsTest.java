package dev.palisade.acceptance.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final List<String> closed = new ArrayList<>();
    private final Parts parts = new Parts();

    @Test
    void theLastPartIsClosedFirstAndEachOnce() {
        parts.add(part("azure"));
        parts.add(part("worker"));

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("worker", "azure");
    }

    @Test
    void aPartThatCannotBeClosedDoesNotSpareTheOthers() {
        parts.add(part("azure"));
        parts.add(() -> {
            throw new IllegalStateException("stays");
        });
        parts.add(part("worker"));

        assertThatThrownBy(parts::close)
                .satisfies(failed -> assertThat(failed.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("stays"));

        assertThat(closed).containsExactly("worker", "azure");
    }

    private AutoCloseable part(String name) {
        return () -> closed.add(name);
    }
}
