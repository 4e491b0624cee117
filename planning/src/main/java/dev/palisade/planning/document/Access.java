package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Who may reach a storage account or a key vault over the network. */
public enum Access {
    /** The training subnets, trusted Azure services and the addresses that are named. */
    SELECTED_NETWORKS,
    /** Everybody who can prove who they are. */
    ALL_NETWORKS;

    static Access of(JsonNode node) {
        return valueOf(node.asText(SELECTED_NETWORKS.name()).toUpperCase(Locale.ROOT));
    }
}
