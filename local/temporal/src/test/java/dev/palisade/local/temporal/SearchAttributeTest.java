package dev.palisade.local.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchAttributeTest {
    @ParameterizedTest
    @ValueSource(strings = {"Team=Keyword", "Steps=Int", "Open_2=Bool", "Tags=KeywordList"})
    void aNameWithATypeIsReadAndWrittenTheSame(String text) {
        assertThat(SearchAttribute.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Team",
                "Team=",
                "=Keyword",
                "Team=keyword",
                "Team=Keyword=Text",
                "2nd=Int",
                "Team = Int",
                "Team=Number"
            })
    void anythingElseIsRefusedWithTheTypesThatThereAre(String text) {
        assertThatThrownBy(() -> SearchAttribute.parse(text))
                .hasMessage(
                        "'" + text
                                + "' is not NAME=Type with one of the types [Text, Keyword, Int, Double, Bool, Datetime, KeywordList]");
    }
}
