package dev.palisade.workflows.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.finding.Language;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One message, as it was accepted.
 *
 * @param id the CloudEvent's id; the workflow is {@code request/<id>}
 * @param environment canonical identity: the workspace's ARM ID, lower-cased
 * @param name the environment's name, for people
 * @param team the team whose queue the message came through
 * @param document what the message carried: the desired state, or the data of another type of request; valid by its schema
 * @param digest of type and document; a second message with this id and another digest is refused
 * @param attempt counts the attempts, from 1; 0 in histories of before there were attempts
 * @param by who asked for this attempt; null for the message itself
 * @param scopes what the team may touch, beyond what the document itself names
 * @param language in which its outcomes tell findings; null if the message named none, which is English
 * @param acceptedAt when the intake accepted it; turns are given in this order
 */
public record Request(
        String id,
        RequestType type,
        String environment,
        String name,
        String team,
        Profile profile,
        JsonNode document,
        String digest,
        Instant acceptedAt,
        int attempt,
        @Nullable String by,
        Scopes scopes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Language language) {
    @JsonCreator
    public Request {
        scopes = Scopes.orUnlimited(scopes);
    }

    /** Of a message that names no language. */
    public Request(
            String id,
            RequestType type,
            String environment,
            String name,
            String team,
            Profile profile,
            JsonNode document,
            String digest,
            Instant acceptedAt,
            int attempt,
            @Nullable String by,
            Scopes scopes) {
        this(id, type, environment, name, team, profile, document, digest, acceptedAt, attempt, by, scopes, null);
    }

    public static final String WORKFLOW_ID_PREFIX = "request/";

    /** What stands between a request's id and the number of a further attempt. */
    public static final String ATTEMPT = "/attempt-";

    /** What an id must look like, in words; see {@link #isId}. */
    public static final String ID_RULE = "1 to 200 letters, digits or . _ : ~ @ + = -";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:~@+=-]{1,200}");

    /** True if a message with this id may become a request: nothing in it could be taken for another workflow's name. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public String workflowId() {
        return WORKFLOW_ID_PREFIX + idOf(id, attempt);
    }

    /** How an attempt at a request is called: the first by the request's own id, {@code churn-1}, a further one {@code churn-1/attempt-2}. */
    public static String idOf(String request, int attempt) {
        return attempt <= 1 ? request : request + ATTEMPT + attempt;
    }

    /** The same request once more, as an operator asks for it. */
    public Request again(int nextAttempt, RequestType as, String asker, Instant now) {
        return new Request(
                id, as, environment, name, team, profile, document, digest, now, nextAttempt, asker, scopes, language);
    }
}
