package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Assigned policies that deny a type of resource where a step creates one, or Azure with it. Azure's two built-in definitions for types are
 * understood; what others deny is only known to Azure, which says it when it is asked to create. Nothing is known of assignments that we may
 * not list.
 */
public final class PolicyRules {
    private static final String ASSIGNMENTS = "/providers/Microsoft.Authorization/policyAssignments";
    private static final String DEFINITIONS = "/providers/Microsoft.Authorization/policyDefinitions/";
    private static final String NOT_ALLOWED_TYPES = DEFINITIONS + "6c112d4e-5bc7-47ae-a041-ea2d9dccd749";
    private static final String ALLOWED_TYPES = DEFINITIONS + "a08ec900-254a-4555-9bf5-e42af04b5c5c";

    /** "Allowed resource types" looks only at what has tags and a location. */
    private static final String WITHOUT_TAGS = "Microsoft.KubernetesConfiguration/extensions";

    private PolicyRules() {}

    /** Looks at the wanted steps, so it comes after all kinds. One finding for each assignment that is in the way. */
    public static void check(World world, Draft draft) {
        Map<String, JsonNode> assignments = new TreeMap<>();
        draft.wanted().stream()
                .flatMap(step -> step.creates().stream())
                .map(ResourceId::group)
                .distinct()
                .flatMap(group -> world.listIfAllowed(group + ASSIGNMENTS).stream())
                .flatMap(list -> StreamSupport.stream(list.path("value").spliterator(), false))
                .forEach(assignment ->
                        assignments.put(assignment.path("id").asText().toLowerCase(Locale.ROOT), assignment));
        assignments.forEach((id, assignment) -> check(scopeOf(id), assignment, draft));
    }

    private static String scopeOf(String assignmentId) {
        int end = assignmentId.indexOf(ASSIGNMENTS.toLowerCase(Locale.ROOT));
        return end < 0 ? assignmentId : assignmentId.substring(0, end);
    }

    private static void check(String scope, JsonNode assignment, Draft draft) {
        List<Wanted> stopped = draft.wanted().stream()
                .filter(step -> denied(step, scope, assignment).findAny().isPresent())
                .toList();
        if (!stopped.isEmpty()) {
            String types = stopped.stream()
                    .flatMap(step -> denied(step, scope, assignment))
                    .map(ResourceId::type)
                    .distinct()
                    .collect(Collectors.joining(", "));
            draft.add(List.of(Finding.refusal(
                    FindingCode.DENIED_BY_POLICY,
                    stopped.size() == 1 ? stopped.get(0).field() : "",
                    WhoseMove.ADMINISTRATOR,
                    Map.of(
                            "policy",
                            name(assignment),
                            "scope",
                            scope,
                            "types",
                            types,
                            "steps",
                            stopped.stream().map(step -> step.step().id()).collect(Collectors.joining(", "))))));
        }
    }

    private static String name(JsonNode assignment) {
        String shown = assignment.at("/properties/displayName").asText();
        return shown.isEmpty() ? assignment.path("name").asText() : shown;
    }

    private static Stream<ResourceId> denied(Wanted step, String scope, JsonNode assignment) {
        return step.creates().stream()
                .filter(id -> isWithin(id, scope) && !isExempt(id, assignment) && denies(assignment, id));
    }

    /** A management group's name says nothing of what is in it: what is listed at a group applies to it. */
    private static boolean isWithin(ResourceId id, String scope) {
        return !scope.startsWith("/subscriptions/")
                || id.key().equals(scope)
                || id.key().startsWith(scope + "/");
    }

    /** What overrides or selectors make of an assignment is Azure's to say. */
    private static boolean isExempt(ResourceId id, JsonNode assignment) {
        JsonNode properties = assignment.path("properties");
        return !properties.path("overrides").isEmpty()
                || !properties.path("resourceSelectors").isEmpty()
                || properties.path("enforcementMode").asText().equalsIgnoreCase("DoNotEnforce")
                || StreamSupport.stream(properties.path("notScopes").spliterator(), false)
                        .map(scope -> scope.asText().toLowerCase(Locale.ROOT))
                        .anyMatch(scope -> id.key().equals(scope) || id.key().startsWith(scope + "/"));
    }

    private static boolean denies(JsonNode assignment, ResourceId id) {
        JsonNode properties = assignment.path("properties");
        String definition = properties.path("policyDefinitionId").asText();
        JsonNode parameters = properties.path("parameters");
        if (definition.equalsIgnoreCase(NOT_ALLOWED_TYPES)) {
            return parameters.at("/effect/value").asText("Deny").equalsIgnoreCase("Deny")
                    && names(parameters.at("/listOfResourceTypesNotAllowed/value"), id);
        }
        return definition.equalsIgnoreCase(ALLOWED_TYPES)
                && !id.isOfType(WITHOUT_TAGS)
                && !names(parameters.at("/listOfResourceTypesAllowed/value"), id);
    }

    private static boolean names(JsonNode types, ResourceId id) {
        return StreamSupport.stream(types.spliterator(), false).anyMatch(type -> id.isOfType(type.asText()));
    }
}
