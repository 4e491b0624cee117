package dev.palisade.client.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldSnapshotTest {
    private static final String ACCOUNT = """
            {"id": "/S/account", "etag": "1", "properties": {"networkAcls": {"defaultAction": "Allow", "ipRules": []}}}""";

    @Test
    void theSameWorldWithOtherEtagsAndEmptyListsIsAsItWas() {
        assertThat(world(ACCOUNT).differences(world("""
                        {"id": "/S/account", "etag": "2", "properties": {"networkAcls": {"defaultAction": "Allow"}}}"""))).isEmpty();
    }

    @Test
    void whatCameWentOrChangedIsNamedFieldByField() {
        assertThat(world(ACCOUNT, "{\"id\": \"/S/gone\"}").differences(world("{\"id\": \"/S/new\"}", """
                        {"id": "/S/account", "properties": {"networkAcls": {"defaultAction": "Deny", "ipRules": ["a"]}}}""")))
                .containsExactly(
                        "~ /S/account /properties/networkAcls/defaultAction: \"Allow\" → \"Deny\"",
                        "~ /S/account /properties/networkAcls/ipRules: [] → [\"a\"]",
                        "- /S/gone",
                        "+ /S/new");
    }

    private static WorldSnapshot world(String... resources) {
        List<JsonNode> parsed = new ArrayList<>();
        for (String resource : resources) {
            try {
                parsed.add(new JsonMapper().readTree(resource));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(resource, e);
            }
        }
        return new WorldSnapshot(parsed);
    }
}
