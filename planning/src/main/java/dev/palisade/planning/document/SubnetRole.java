package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What a subnet is for. */
public enum SubnetRole {
    TRAINING,
    INFERENCE;

    static SubnetRole of(JsonNode node, SubnetRole unlessSaid) {
        return node.isMissingNode() ? unlessSaid : valueOf(node.asText().toUpperCase(Locale.ROOT));
    }

    /** As the document spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
