package dev.palisade.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.finding.FindingText;
import dev.palisade.planning.finding.Language;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FindingTextTest {
    @ParameterizedTest
    @MethodSource("dev.palisade.planning.Mistake#all")
    void everyFindingCanSayWhatIsWrongAndWhatToDoInEachLanguage(Mistake mistake) {
        for (Finding finding : mistake.findings().get()) {
            for (Language language : Language.values()) {
                assertThat(FindingText.sentence(finding, language.locale()))
                        .doesNotContainPattern("[{}]")
                        .containsPattern("[.。]$");
                assertThat(FindingText.remedy(finding, language.locale()))
                        .doesNotContainPattern("[{}]")
                        .containsPattern("[.。]$");
            }
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

        assertThat(FindingText.sentence(finding, Locale.FRENCH)).isEqualTo("The name x is used twice.");
    }

    @Test
    void aFindingOfAnOlderVersionThatLacksAnArgumentIsToldWithItsNameInItsPlace() {
        Finding finding = Finding.refusal(FindingCode.NAME_USED_TWICE, "/compute/1/name", WhoseMove.YOURS, Map.of());

        assertThat(FindingText.sentence(finding, Locale.ENGLISH)).isEqualTo("The name {name} is used twice.");
    }

    /** Words of the parser, of the validator and of the published schema are quoted as they are. */
    private static final Set<String> QUOTED = Set.of("SCHEMA_VIOLATION.expected", "DOCUMENT_UNREADABLE.problem");

    @ParameterizedTest
    @MethodSource("dev.palisade.planning.Mistake#all")
    void whatAnArgumentSaysInWordsIsAPhraseThatCanBeTranslated(Mistake mistake) {
        for (Finding finding : mistake.findings().get()) {
            finding.arguments().forEach((name, value) -> {
                if (value.matches("(?s).*\\b[a-z]{2,} [a-z]{2,}.*") && !QUOTED.contains(finding.code() + "." + name)) {
                    assertThat(FindingText.isPhrase(name, value))
                            .as("%s.%s says '%s'", finding.code(), name, value)
                            .isTrue();
                }
            });
        }
    }
}
