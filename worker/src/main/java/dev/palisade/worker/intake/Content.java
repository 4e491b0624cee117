package dev.palisade.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.document.DocumentResult;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.request.RequestDataReader;
import dev.palisade.planning.request.RequestDataReader.RequestData;
import dev.palisade.planning.request.RequestSchemas;
import dev.palisade.planning.request.RequestType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message carries, held against the schema of its type.
 *
 * @param subject null if there is any finding
 */
record Content(@Nullable Subject subject, List<Finding> findings) {
    /**
     * The environment that a message is about.
     *
     * @param environment canonical identity
     * @param name for people: what a document calls it; else the workspace's own name, since only a document gives another
     * @param profile what a document says; else the default, until the plan says which one stands
     */
    record Subject(String environment, String name, Profile profile) {}

    static Content read(RequestType type, JsonNode data) {
        return type.carriesDocument() ? ofDocument(type, data) : ofOperation(type, data);
    }

    private static Content ofDocument(RequestType type, JsonNode data) {
        DocumentResult read = DocumentReader.read(RequestSchemas.of(type), data);
        EnvironmentDocument document = read.document();
        Subject subject =
                document == null ? null : new Subject(document.environmentId(), document.name(), document.profile());
        return new Content(subject, read.findings());
    }

    private static Content ofOperation(RequestType type, JsonNode data) {
        RequestData read = RequestDataReader.read(type, data);
        ResourceId workspace = read.workspace();
        Subject subject = workspace == null ? null : new Subject(workspace.key(), workspace.name(), Profile.CURRENT);
        return new Content(subject, read.findings());
    }
}
