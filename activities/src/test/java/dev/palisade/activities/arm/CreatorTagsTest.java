package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class CreatorTagsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final CreatorTags tags = new CreatorTags("/subscriptions/s/ws", "r-1");

    @Test
    void theyStandAmongTheTagsOfTheDocumentAndComeOffWithoutThem() throws Exception {
        ObjectNode body = (ObjectNode) JSON.readTree("{\"location\":\"koreacentral\",\"tags\":{\"cost\":\"42\"}}");

        ObjectNode tagged = tags.on(body);

        assertThat(tagged.at("/tags/cost").asText()).isEqualTo("42");
        assertThat(tags.areOn(tagged)).isTrue();
        assertThat(body.at("/tags/palisade-request").isMissingNode()).isTrue();
        assertThat(CreatorTags.off(tagged)).isEqualTo(body);
    }

    @Test
    void bothMustBeThereWithOurValues() throws Exception {
        assertThat(tags.areOn(JSON.readTree("{}"))).isFalse();
        assertThat(tags.areOn(JSON.readTree("{\"tags\":{\"palisade-request\":\"r-1\"}}")))
                .isFalse();
        assertThat(tags.areOn(new CreatorTags("/subscriptions/s/ws", "r-2").on(JSON.createObjectNode())))
                .isFalse();
        assertThat(tags.areOn(new CreatorTags("/subscriptions/s/other", "r-1").on(JSON.createObjectNode())))
                .isFalse();
    }

    @Test
    void azureMayChangeTheCaseOfTheNames() throws Exception {
        assertThat(tags.areOn(JSON.readTree(
                        "{\"tags\":{\"Palisade-Environment\":\"/subscriptions/s/ws\",\"PALISADE-REQUEST\":\"r-1\"}}")))
                .isTrue();
    }

    @Test
    void anIdentityLongerThanATagMayBeIsStillOne() {
        CreatorTags longOnes = new CreatorTags("/subscriptions/" + "s".repeat(300), "r-1");
        ObjectNode tagged = longOnes.on(JSON.createObjectNode());

        assertThat(tagged.at("/tags/palisade-environment").asText()).hasSizeLessThanOrEqualTo(256);
        assertThat(longOnes.areOn(tagged)).isTrue();
        assertThat(new CreatorTags("/subscriptions/" + "s".repeat(301), "r-1").areOn(tagged))
                .isFalse();
    }
}
