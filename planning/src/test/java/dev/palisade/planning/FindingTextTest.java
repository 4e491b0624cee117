package dev.palisade.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.finding.FindingText;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FindingTextTest {
    @ParameterizedTest
    @MethodSource("dev.palisade.planning.Mistake#all")
    void everyFindingCanSayWhatIsWrongAndWhatToDo(Mistake mistake) {
        for (Finding finding : mistake.findings().get()) {
            assertThat(FindingText.sentence(finding, Locale.ENGLISH))
                    .doesNotContainPattern("[{}]")
                    .endsWith(".");
            assertThat(FindingText.remedy(finding, Locale.ENGLISH))
                    .doesNotContainPattern("[{}]")
                    .endsWith(".");
        }
    }

    @Test
    void everyCodeIsMadeByAtLeastOneMistake() {
        assertThat(Mistake.all().map(Mistake::code).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(FindingCode.values());
    }

    @Test
    void aLanguageWithoutTextsIsAnsweredInEnglishWhateverTheMachineSpeaks() {
        Finding finding =
                Finding.refusal(FindingCode.NAME_USED_TWICE, "/compute/1/name", WhoseMove.YOURS, Map.of("name", "x"));

        assertThat(FindingText.sentence(finding, Locale.KOREAN)).isEqualTo("The name x is used twice.");
    }

    @Test
    void aTextThatMentionsWhatTheRuleDoesNotSupplyIsABugAndSaysWhich() {
        Finding finding = Finding.refusal(FindingCode.NAME_USED_TWICE, "/compute/1/name", WhoseMove.YOURS, Map.of());

        assertThatThrownBy(() -> FindingText.sentence(finding, Locale.ENGLISH))
                .hasMessageContaining("NAME_USED_TWICE")
                .hasMessageContaining("{name}");
    }
}
