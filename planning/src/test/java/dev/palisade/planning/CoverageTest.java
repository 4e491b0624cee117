package dev.palisade.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.finding.FindingCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of what the seeds say claims nothing that is not there: each test, class and finding that it names, and its own counts. */
class CoverageTest {
    private static final Path PROJECT = Examples.FOLDER.resolve("..").normalize();
    private static final Path PAGE = PROJECT.resolve("docs/coverage.md");
    private static final Pattern ROW = Pattern.compile("\\| ([KJD])(\\d+) \\|.*");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern TESTS = Pattern.compile("`\\w+\\.\\w+`(, `\\w+\\.\\w+`)*");
    private static final Pattern CODE = Pattern.compile("[A-Z]{2,}(_[A-Z]+)*");
    private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]\\w*");
    private static final String NOT_APPLICABLE = "not applicable: ";

    private final List<Row> rows = rows();
    private final Map<String, List<Path>> sources = sources();

    @Test
    void everyStatementIsCarriedAndShownOrSaysWhyNot() {
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.statement()).as(row.id()).isNotBlank();
            assertThat(row.isCarried() || row.isNotApplicable())
                    .as(row.id() + " ends in a test or a reason")
                    .isTrue();
            assertThat(row.isCarried() && row.carriedBy().equals("–"))
                    .as(row.id() + " says what carries it")
                    .isFalse();
        });
    }

    @Test
    void everyTestThatIsNamedIsThere() {
        assertThat(rows.stream().filter(Row::isCarried))
                .allSatisfy(row -> assertThat(quoted(row.shownBy()))
                        .allSatisfy(test -> assertThat(isTest(test))
                                .as(row.id() + " names " + test)
                                .isTrue()));
    }

    @Test
    void everyFindingAndClassThatIsNamedIsThere() {
        List<String> codes =
                Arrays.stream(FindingCode.values()).map(FindingCode::name).toList();

        assertThat(rows)
                .allSatisfy(row -> assertThat(quoted(row.carriedBy())).allSatisfy(word -> {
                    if (CODE.matcher(word).matches()) {
                        assertThat(codes).as(row.id()).contains(word);
                    } else if (CLASS.matcher(word).matches()) {
                        assertThat(sources).as(row.id()).containsKey(word);
                    }
                }));
    }

    @Test
    void theRowsAreNumberedWithoutAGap() {
        Map<String, Integer> last = new TreeMap<>();
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.number()).as(row.id()).isEqualTo(last.merge(row.seed(), 1, Integer::sum)));
    }

    @Test
    void theCountsAreRight() {
        long carried = rows.stream().filter(Row::isCarried).count();
        long notApplicable = rows.stream().filter(Row::isNotApplicable).count();
        String counts = "Counts: " + carried + " carried, " + notApplicable + " not applicable.";
        System.out.println("docs/coverage.md: " + counts);

        assertThat(lines(PAGE)).contains(counts);
    }

    private boolean isTest(String named) {
        String method = named.substring(named.indexOf('.') + 1);
        Pattern declared =
                Pattern.compile("@\\w*Test\\b(?:(?!\\bvoid\\b).)*\\bvoid\\s+" + method + "\\s*\\(", Pattern.DOTALL);
        return sources.getOrDefault(named.substring(0, named.indexOf('.')), List.of()).stream()
                .filter(file -> file.toString().replace('\\', '/').contains("/src/test/"))
                .anyMatch(file -> declared.matcher(text(file)).find());
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<Row> rows() {
        return lines(PAGE).stream()
                .filter(line -> ROW.matcher(line).matches())
                .map(Row::of)
                .toList();
    }

    private static Map<String, List<Path>> sources() {
        Map<String, List<Path>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(PROJECT)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> found.computeIfAbsent(
                                    file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>())
                            .add(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param shownBy a test, or why there is none */
    private record Row(String seed, int number, String statement, String carriedBy, String shownBy) {
        static Row of(String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            assertThat(cells).as(line).hasSize(6);
            String id = cells.get(1);
            return new Row(
                    id.substring(0, 1), Integer.parseInt(id.substring(1)), cells.get(2), cells.get(3), cells.get(4));
        }

        String id() {
            return seed + number;
        }

        boolean isCarried() {
            return TESTS.matcher(shownBy).matches();
        }

        boolean isNotApplicable() {
            return shownBy.startsWith(NOT_APPLICABLE) && shownBy.length() > NOT_APPLICABLE.length();
        }
    }
}
