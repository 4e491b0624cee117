package dev.palisade.acceptance.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mutant that no longer applies, or whose tests have another name by now, would prove nothing when it is run. */
class MutantsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static List<Path> mutants() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("acceptance/mutants"))) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void appliesToTheEngineAsItStands(Path mutant) throws Exception {
        assumeTrue(gitIsThere(), "git is needed to apply a patch");

        Ended applied = git("apply", "--check", "--verbose", mutant.toString());

        assertThat(applied.status()).as(applied.said()).isZero();
        assertThat(applied.said()).contains("Checking patch");
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void saysWhatItBreaksAndNamesTestsThatThereAre(Path mutant) throws IOException {
        List<String> header = Files.readAllLines(mutant).stream()
                .takeWhile(line -> !line.startsWith("diff "))
                .toList();
        Path tests = ROOT.resolve(field(header, "Module")).resolve("src/test/java");

        assertThat(header.get(0)).as("what it breaks").endsWith(".");
        assertThat(field(header, "Says")).as("what a test says then").isNotBlank();
        assertThat(field(header, "Tests").split(",", -1)).allSatisfy(test -> {
            String[] names = test.split("#", -1);
            assertThat(source(tests, names[0])).contains("void " + names[1] + "(");
        });
    }

    private static String field(List<String> header, String name) {
        return header.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line begins with " + name + ": in " + header));
    }

    private static String source(Path folder, String test) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return Files.readString(files.filter(file -> file.endsWith(test + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no test " + test + " in " + folder)));
        }
    }

    private static boolean gitIsThere() throws InterruptedException {
        try {
            return git("--version").status() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private record Ended(int status, String said) {}

    private static Ended git(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList());
        // A repository around an unpacked source tree must not be found: git would pass over whatever is not its own.
        command.environment().put("GIT_CEILING_DIRECTORIES", String.valueOf(ROOT.getParent()));
        command.environment().put("LC_ALL", "C");
        Process git = command.directory(ROOT.toFile()).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(git.waitFor(), said);
    }
}
