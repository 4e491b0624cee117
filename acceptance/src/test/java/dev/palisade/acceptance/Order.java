package dev.palisade.acceptance;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Which of two environments goes first. */
enum Order {
    ONE_FIRST,
    OTHER_FIRST,
    TOGETHER;

    /** For proofs in which two environments come and go. */
    static Stream<Arguments> comingAndGoing() {
        return Arrays.stream(values())
                .flatMap(coming -> Arrays.stream(values()).map(going -> arguments(coming, going)));
    }

    /** @param between runs after the first of two that do not go together */
    void run(Runnable one, Runnable other, Runnable between) {
        if (this == TOGETHER) {
            List.of(one, other).parallelStream().forEach(Runnable::run);
            return;
        }
        (this == ONE_FIRST ? one : other).run();
        between.run();
        (this == ONE_FIRST ? other : one).run();
    }

    /** A word for the name of a scene. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace("_first", "");
    }
}
