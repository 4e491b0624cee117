package dev.palisade.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.worker.configuration.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds a document against its team's scopes. Every ARM ID counts, wherever it stands: a workspace of one's own must not be the way to
 * another team's network.
 */
final class ScopeCheck {
    private static final Pattern ARM_PATH = Pattern.compile("/subscriptions/", Pattern.CASE_INSENSITIVE);
    /** What a URL would read as another path than the one that was checked. */
    private static final Pattern ESCAPE = Pattern.compile("[?#%\\\\]|/\\.{1,2}(/|$)");

    private final Team team;
    private final List<String> outside = new ArrayList<>();

    private ScopeCheck(Team team) {
        this.team = team;
    }

    /** What lies outside, each with its field; empty if nothing does. */
    static List<String> outside(JsonNode document, Team team) {
        ScopeCheck check = new ScopeCheck(team);
        check.walk("", document);
        return List.copyOf(check.outside);
    }

    private void walk(String pointer, JsonNode node) {
        if (node.isTextual() && ARM_PATH.matcher(node.textValue()).lookingAt()) {
            look(pointer, node.textValue());
        }
        node.properties().forEach(field -> walk(pointer + "/" + field.getKey(), field.getValue()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(pointer + "/" + i, node.get(i));
        }
    }

    private void look(String pointer, String text) {
        Optional<ResourceId> id =
                ResourceId.parse(text).filter(parsed -> !ESCAPE.matcher(text).find());
        if (id.isEmpty()) {
            outside.add(
                    pointer + " is '" + text + "', which looks like an ARM ID and is none; write it as Azure shows it");
        } else if (!team.allows(id.get())) {
            outside.add(pointer + " names " + text + ", which is outside what team " + team.name()
                    + " may touch; name one inside, or have an operator add it to the team's scopes");
        }
    }
}
