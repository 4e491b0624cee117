package dev.palisade.planning.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Java gives the sets and maps of {@code Set.copyOf} and {@code Map.copyOf} another order in each process, and what is hashed by identity as
 * well. Operators compare plans, and an approval given in one process is looked up in another: none of it may show.
 */
class SameInEveryProcessTest {
    private static final int PROCESSES = 3;
    private static final long FIRST_SEED = 1;
    private static final int SEEDS = 25;

    @Test
    void theSameDocumentAndWorldGiveTheSamePlanInTheSameOrderInEveryProcess() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(started(i));
        }
        List<List<String>> answers = new ArrayList<>();
        for (Process process : processes) {
            answers.add(answersOf(process));
        }

        assertThat(answers.get(0)).hasSize(SEEDS);
        assertThat(answers).allSatisfy(ofOne -> assertThat(ofOne).isEqualTo(answers.get(0)));
    }

    private static Process started(int which) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlansOfWorlds.class.getName(),
                        String.valueOf(which),
                        String.valueOf(FIRST_SEED),
                        String.valueOf(SEEDS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> answersOf(Process process) throws Exception {
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed.lines().toList();
    }
}
