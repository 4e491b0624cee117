package dev.palisade.client.temporal;

import dev.palisade.workflows.contract.TemporalNames;
import io.temporal.common.SearchAttributeKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which requests to list; null for any. Text for Temporal's visibility query. */
public record RequestQuery(
        @Nullable String state,
        @Nullable String team,
        @Nullable String environment) {

    public String text() {
        List<String> terms = new ArrayList<>(List.of("WorkflowType = 'Request'"));
        add(terms, TemporalNames.STATE, state);
        add(terms, TemporalNames.TEAM, team);
        add(terms, TemporalNames.ENVIRONMENT, environment);
        return String.join(" AND ", terms);
    }

    /** The same, of those that have not ended. */
    public String open() {
        return text() + " AND ExecutionStatus = 'Running'";
    }

    /** Of these, those begun until then. */
    public String open(Instant begunUntil) {
        return open() + " AND StartTime <= '" + begunUntil + "'";
    }

    private static void add(List<String> terms, SearchAttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            terms.add(key.getName() + " = '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'");
        }
    }
}
