package dev.palisade.worker.intake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with one message. Its reason is that of the first problem; the description tells them all. */
final class Problems {
    private final List<String> told = new ArrayList<>();
    private @Nullable RefusalReason first;

    void add(RefusalReason reason, List<String> problems) {
        if (first == null && !problems.isEmpty()) {
            first = reason;
        }
        told.addAll(problems);
    }

    boolean none() {
        return first == null;
    }

    /** @throws IllegalStateException if there is no problem: nobody is refused for nothing */
    Refusal refusal() {
        if (first == null) {
            throw new IllegalStateException("A message was neither accepted nor found to have a problem");
        }
        return Refusal.of(first, told);
    }
}
