package dev.palisade.planning.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.request.RequestType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One edit of one document. Whatever the operation does not speak of stays as it was written. */
public final class DocumentEditor {
    private static final String CLOSED = "selected_networks";
    private static final String OPEN = "all_networks";

    private final JsonNode before;
    private final ObjectNode body;
    private final JsonNode data;
    private final List<NamedPath> fields = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private DocumentEditor(JsonNode document, JsonNode data) {
        this.before = document;
        this.body = document.deepCopy();
        this.data = data;
    }

    /**
     * @param document valid by its schema
     * @param data valid by the schema of its type
     * @throws IllegalArgumentException for a type that edits nothing
     */
    public static Edited edit(JsonNode document, RequestType type, JsonNode data) {
        DocumentEditor editor = new DocumentEditor(document, data);
        editor.edit(type);
        return new Edited(editor.findings.isEmpty() ? editor.body : editor.before, editor.fields, editor.findings);
    }

    private void edit(RequestType type) {
        switch (type) {
            case STORAGE_LOCK -> storage(CLOSED);
            case STORAGE_OPEN -> storage(OPEN);
            case VAULT_LOCK -> door(body.withObject("/key_vault"), NamedPath.of("key_vault"), CLOSED);
            case VAULT_OPEN -> door(body.withObject("/key_vault"), NamedPath.of("key_vault"), OPEN);
            case COMPUTE_CREATE -> add("compute");
            case COMPUTE_SCALE -> scaleCompute();
            case COMPUTE_DELETE ->
                existing("training cluster", DocumentEditor::isTraining).ifPresent(this::remove);
            case CLUSTER_CREATE -> add("cluster");
            case CLUSTER_SCALE -> scaleCluster();
            case CLUSTER_DELETE ->
                existing("AKS cluster that it creates", DocumentEditor::isCreated)
                        .ifPresent(this::remove);
            case ATTACH -> attach();
            case DETACH -> detach();
            default -> throw new IllegalArgumentException("A request of type " + type + " edits no document");
        }
    }

    private void storage(String access) {
        String account = data.path("account").asText("default");
        ArrayNode accounts = body.withArray("/storage");
        int index = NamedPath.indexOf(accounts, account);
        ObjectNode entry = index < 0 ? accounts.addObject().put("account", account) : (ObjectNode) accounts.get(index);
        door(entry, NamedPath.of("storage", account), access);
    }

    private void door(ObjectNode entry, NamedPath path, String access) {
        if (!entry.path("access").asText(path.isEntry() ? CLOSED : "").equals(access)) {
            entry.set("access", TextNode.valueOf(access));
        }
        fields.add(path.then("access"));
        if (data.has("allow_ips")) {
            letIn(data.get("allow_ips"), entry.withArray("/allow_ips"));
            fields.add(path.then("allow_ips"));
        }
    }

    /** Besides those that are let in already. */
    private static void letIn(JsonNode addresses, ArrayNode allowed) {
        Set<JsonNode> known = new HashSet<>();
        allowed.forEach(known::add);
        addresses.forEach(address -> {
            if (known.add(address)) {
                allowed.add(address);
            }
        });
    }

    private void add(String property) {
        JsonNode entry = data.path(property);
        String name = entry.path("name").asText();
        if (NamedPath.indexOf(body.path("compute"), name) >= 0) {
            refuse(FindingCode.NAME_USED_TWICE, "/" + property + "/name", Map.of("name", name));
        } else {
            body.withArray("/compute").add(entry.deepCopy());
            fields.add(NamedPath.of("compute", name));
        }
    }

    private void scaleCompute() {
        existing("training cluster", DocumentEditor::isTraining).ifPresent(entry -> {
            for (String field : List.of("min_instances", "max_instances", "idle_time_before_scale_down")) {
                if (data.has(field)) {
                    entry.set(field, data.get(field));
                    fields.add(path(entry).then(field));
                }
            }
        });
    }

    private void scaleCluster() {
        existing("AKS cluster that it creates", DocumentEditor::isCreated).ifPresent(entry -> {
            entry.withObject("/create").set("agent_count", data.get("agent_count"));
            fields.add(path(entry).then("create").then("agent_count"));
        });
    }

    private void attach() {
        for (String entry : List.of("cluster", "machine")) {
            if (data.has(entry)) {
                add(entry);
                return;
            }
        }
        existing("AKS cluster that it creates", DocumentEditor::isCreated).ifPresent(entry -> {
            if (!entry.path("attached").asBoolean(true)) {
                entry.set("attached", BooleanNode.TRUE);
            }
            fields.add(path(entry).then("attached"));
        });
    }

    private void detach() {
        existing(
                        "AKS cluster or attached machine",
                        entry -> isCreated(entry) || isAttachedOnly(entry) || isMachine(entry))
                .ifPresent(entry -> {
                    if (isCreated(entry)) {
                        entry.set("attached", BooleanNode.FALSE);
                        fields.add(path(entry).then("attached"));
                    } else {
                        remove(entry);
                    }
                });
    }

    private void remove(ObjectNode entry) {
        ArrayNode computes = body.withArray("/compute");
        computes.remove(NamedPath.indexOf(computes, entry.path("name").asText()));
        fields.add(path(entry));
    }

    private Optional<ObjectNode> existing(String what, Predicate<JsonNode> kind) {
        String name = data.path("name").asText();
        JsonNode entry = NamedPath.of("compute", name).in(body);
        if (entry instanceof ObjectNode object && kind.test(object)) {
            return Optional.of(object);
        }
        refuse(FindingCode.NOT_IN_DOCUMENT, "/name", Map.of("what", what, "name", name));
        return Optional.empty();
    }

    private static NamedPath path(JsonNode entry) {
        return NamedPath.of("compute", entry.path("name").asText());
    }

    private static boolean isTraining(JsonNode entry) {
        return entry.path("type").asText().equals("amlcompute");
    }

    private static boolean isCreated(JsonNode entry) {
        return isCluster(entry) && entry.has("create");
    }

    private static boolean isAttachedOnly(JsonNode entry) {
        return isCluster(entry) && entry.has("attach");
    }

    private static boolean isMachine(JsonNode entry) {
        return List.of("virtual_machine", "hdinsight")
                .contains(entry.path("type").asText());
    }

    private static boolean isCluster(JsonNode entry) {
        return List.of("kubernetes", "aks").contains(entry.path("type").asText());
    }

    private void refuse(FindingCode code, String field, Map<String, String> arguments) {
        findings.add(Finding.refusal(code, field, WhoseMove.YOURS, arguments));
    }
}
