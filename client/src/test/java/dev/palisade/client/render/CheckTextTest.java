package dev.palisade.client.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.doctor.Check;
import dev.palisade.client.doctor.Check.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckTextTest {
    @Test
    void aLineForEachCheckAndWhatHelpsBeneathWhatIsWrong() {
        List<Check> checks = List.of(
                new Check("namespace", Verdict.OK, "palisade", null, List.of()),
                new Check("build old", Verdict.WRONG, "no worker answers", "Start one.", List.of("churn-1")),
                Check.notChecked("queue", "none is named"));

        assertThat(CheckText.of(checks))
                .containsExactly(
                        "OK           namespace  palisade",
                        "WRONG        build old  no worker answers",
                        "  request churn-1 waits for it",
                        "  What helps: Start one.",
                        "NOT CHECKED  queue      none is named");
    }

    @Test
    void ofManyRequestsTheFirstAreNamedAndTheOthersCounted() {
        List<String> many = IntStream.range(0, 23).mapToObj(i -> "r" + i).toList();

        assertThat(CheckText.of(List.of(new Check("build old", Verdict.WRONG, "no", "Start one.", many))))
                .hasSize(1 + 20 + 1 + 1)
                .contains("  and 3 more (--output json names all)");
    }
}
