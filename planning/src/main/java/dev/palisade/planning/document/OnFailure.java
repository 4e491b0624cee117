package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * What happens when a step fails for good.
 *
 * @param reaction empty if the document leaves it to the rule: rollback of a first apply, park of everything else
 * @param restoresNetwork whether a rollback may open closed doors again
 */
public record OnFailure(Optional<Reaction> reaction, boolean restoresNetwork) {

    /** What is done with the work that was done. */
    public enum Reaction {
        ROLLBACK,
        PARK
    }

    static OnFailure of(JsonNode node) {
        return new OnFailure(
                Optional.ofNullable(node.get("default"))
                        .map(word -> Reaction.valueOf(word.asText().toUpperCase(Locale.ROOT))),
                node.path("network").asText("keep").equals("restore"));
    }
}
