package dev.palisade.planning.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.finding.Finding.WhoseMove;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each language says all that English says, with the same parts. */
class LanguagesTest {
    private static final Pattern PART = Pattern.compile("\\{\\w+}");

    /** What is written in the script of the language, so that a copy of the English is no translation. */
    private static final Map<Language, Pattern> SCRIPT = Map.of(
            Language.KO, Pattern.compile("\\p{IsHangul}"),
            Language.JA, Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]"));

    static Stream<Arguments> families() {
        return Stream.of("findings", "phrases", "obstacles")
                .flatMap(family -> SCRIPT.keySet().stream().map(language -> Arguments.of(family, language)));
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyTextIsThereInEachLanguageWithTheSameParts(String family, Language language) {
        ResourceBundle english = own(family, Language.EN);
        ResourceBundle other = own(family, language);

        assertThat(other.getLocale()).isEqualTo(language.locale());
        // More may be there: a translation can come before the chapter that it is for.
        assertThat(other.keySet()).containsAll(english.keySet());
        for (String key : english.keySet()) {
            assertThat(parts(other.getString(key))).as(key).isEqualTo(parts(english.getString(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void nothingIsLeftInEnglish(String family, Language language) {
        ResourceBundle texts = own(family, language);

        assertThat(texts.keySet())
                .allSatisfy(key -> assertThat(texts.getString(key))
                        .as(key)
                        .containsPattern(SCRIPT.get(language))
                        .doesNotContainPattern("(?i)\\b(the|and|which|with|or)\\b"));
    }

    @Test
    void everyCodeHasASentenceAndARemedyAndNoTextIsWithoutItsCode() {
        Set<String> wanted = Arrays.stream(FindingCode.values())
                .flatMap(code -> Stream.of(code + ".sentence", code + ".remedy"))
                .collect(Collectors.toSet());

        assertThat(own("findings", Language.EN).keySet()).isEqualTo(wanted);
    }

    @Test
    void everyObstacleHasANameAndARemedy() {
        for (Obstacle obstacle : Obstacle.values()) {
            for (Language language : Language.values()) {
                assertThat(ObstacleText.sentence(obstacle, language.locale())).doesNotContainPattern(PART);
                assertThat(ObstacleText.remedy(obstacle, language.locale())).isNotBlank();
            }
        }
    }

    @Test
    void theWordsOfAnArgumentAreSaidInTheReadersLanguageAndNamesStayAsTheyAre() {
        Finding finding = Finding.refusal(
                FindingCode.VIRTUAL_NETWORK_IN_OTHER_REGION,
                "/network",
                WhoseMove.YOURS,
                Map.of("network", "koreacentral", "other", "security group nsg-1", "region", "eastus2"));

        assertThat(FindingText.sentence(finding, Locale.KOREAN))
                .contains("네트워크 보안 그룹 nsg-1")
                .contains("eastus2");
        assertThat(FindingText.sentence(finding, Locale.JAPANESE)).contains("ネットワーク セキュリティ グループ nsg-1");
        assertThat(FindingText.sentence(finding, Locale.ENGLISH)).contains("security group nsg-1");
    }

    @Test
    void aNameThatIsLikeAPhraseOfAnotherArgumentIsLeftAlone() {
        Finding finding =
                Finding.refusal(FindingCode.NAME_USED_TWICE, "/compute/1/name", WhoseMove.YOURS, Map.of("name", "it"));

        assertThat(FindingText.sentence(finding, Locale.KOREAN)).startsWith("이름 it이");
    }

    @Test
    void aTagIsKnownInAnyCaseAndAnotherLanguageIsNot() {
        assertThat(Language.of("KO")).contains(Language.KO);
        assertThat(Language.of("ja-JP")).contains(Language.JA);
        assertThat(Language.of("fr")).isEmpty();
        assertThat(Language.TAGS).isEqualTo("en, ko, ja");
    }

    private static ResourceBundle own(String family, Language language) {
        return new Texts(family).in(language.locale());
    }

    private static Set<String> parts(String text) {
        List<String> found = PART.matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
        return new TreeSet<>(found);
    }
}
