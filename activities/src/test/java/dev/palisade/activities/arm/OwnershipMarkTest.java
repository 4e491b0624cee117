package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class OwnershipMarkTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final OwnershipMark mark = new OwnershipMark("/subscriptions/s/ws", "r-1");

    @Test
    void theyStandAmongTheTagsOfTheDocumentAndComeOffWithoutThem() throws Exception {
        ObjectNode body = (ObjectNode) JSON.readTree("{\"location\":\"koreacentral\",\"tags\":{\"cost\":\"42\"}}");

        ObjectNode tagged = mark.on(body);

        assertThat(tagged.at("/tags/cost").asText()).isEqualTo("42");
        assertThat(mark.isOn(tagged)).isTrue();
        assertThat(body.at("/tags/palisade-request").isMissingNode()).isTrue();
        assertThat(OwnershipMark.off(tagged)).isEqualTo(body);
    }

    @Test
    void bothMustBeThereWithOurValues() throws Exception {
        assertThat(mark.isOn(JSON.readTree("{}"))).isFalse();
        assertThat(mark.isOn(JSON.readTree("{\"tags\":{\"palisade-request\":\"r-1\"}}")))
                .isFalse();
        assertThat(mark.isOn(new OwnershipMark("/subscriptions/s/ws", "r-2").on(JSON.createObjectNode())))
                .isFalse();
        assertThat(mark.isOn(new OwnershipMark("/subscriptions/s/other", "r-1").on(JSON.createObjectNode())))
                .isFalse();
    }

    @Test
    void azureMayChangeTheCaseOfTheNames() throws Exception {
        assertThat(mark.isOn(JSON.readTree(
                        "{\"tags\":{\"Palisade-Environment\":\"/subscriptions/s/ws\",\"PALISADE-REQUEST\":\"r-1\"}}")))
                .isTrue();
    }

    @Test
    void anIdentityLongerThanATagMayBeIsStillOne() {
        OwnershipMark longOnes = new OwnershipMark("/subscriptions/" + "s".repeat(300), "r-1");
        ObjectNode tagged = longOnes.on(JSON.createObjectNode());

        assertThat(tagged.at("/tags/palisade-environment").asText()).hasSizeLessThanOrEqualTo(256);
        assertThat(longOnes.isOn(tagged)).isTrue();
        assertThat(new OwnershipMark("/subscriptions/" + "s".repeat(301), "r-1").isOn(tagged))
                .isFalse();
    }
}
