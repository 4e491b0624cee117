package dev.palisade.workflows.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.plan.Profile;
import java.time.Instant;

/**
 * One message, as it was accepted.
 *
 * @param id the CloudEvent's id; the workflow is {@code request/<id>}
 * @param environment canonical identity: the workspace's ARM ID, lower-cased
 * @param name the environment's name, for people
 * @param team the team whose queue the message came through
 * @param document the desired state, already valid by its schema
 * @param digest of type and document; a second message with this id and another digest is refused
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
        Instant acceptedAt) {

    public static final String WORKFLOW_ID_PREFIX = "request/";

    public String workflowId() {
        return WORKFLOW_ID_PREFIX + id;
    }
}
