package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Assignments of the two built-in policies that are about types, at any scope, inherited by all below it. */
public final class PolicyAssignments implements ResourceKind {
    public static final String TYPE = "Microsoft.Authorization/policyAssignments";
    private static final String DEFINITIONS = "/providers/Microsoft.Authorization/policyDefinitions/";
    private static final String NOT_ALLOWED = DEFINITIONS + "6c112d4e-5bc7-47ae-a041-ea2d9dccd749";
    private static final String ALLOWED = DEFINITIONS + "a08ec900-254a-4555-9bf5-e42af04b5c5c";
    /** "Allowed resource types" is about what has tags and a location. */
    private static final List<String> WITHOUT_TAGS =
            List.of("subnets", "securityRules", "routes", "extensions", "datastores", "versions", "locks", "secrets");

    @Override
    public ResourceType type() {
        return ResourceType.sync(TYPE, ApiVersions.POLICY, "GET", "PUT", "DELETE");
    }

    @Override
    public ObjectNode put(Write write) {
        String definition = definition(write.body());
        if (!definition.equalsIgnoreCase(NOT_ALLOWED) && !definition.equalsIgnoreCase(ALLOWED)) {
            throw ArmException.of(
                    404,
                    "PolicyDefinitionNotFound",
                    "The policy definition '" + definition
                            + "' could not be found; here are the built-in ones for resource types alone.");
        }
        if (!write.properties().has("enforcementMode")) {
            write.properties().put("enforcementMode", "Default");
        }
        return write.body();
    }

    @Override
    public boolean lockable() {
        return false;
    }

    @Override
    public ArmException notFound(ResourceId id) {
        return ArmException.of(
                404, "PolicyAssignmentNotFound", "The policy assignment '" + id.name() + "' is not found.");
    }

    /** The assignments at this scope, above it and below. */
    public static List<ObjectNode> at(ResourceId scope, World world) {
        return world.ofType(TYPE).stream()
                .filter(assignment -> scope.isWithin(scopeOf(assignment))
                        || scopeOf(assignment).isWithin(scope))
                .toList();
    }

    /** Refuses the write of a resource that a policy denies. */
    public static void enforce(ResourceId id, World world) {
        refusal(id, world).ifPresent(error -> {
            throw new ArmException(error);
        });
    }

    static Optional<ArmError> refusal(ResourceId id, World world) {
        return world.ofType(TYPE).stream()
                .filter(assignment -> id.isWithin(scopeOf(assignment)))
                .filter(assignment -> denies(assignment, id))
                .findFirst()
                .map(assignment -> refused(id, assignment));
    }

    private static ArmError refused(ResourceId id, ObjectNode assignment) {
        String name = assignment
                .at("/properties/displayName")
                .asText(assignment.path("name").asText());
        return ArmError.of(
                        403,
                        "RequestDisallowedByPolicy",
                        "Resource '" + id.name()
                                + "' was disallowed by policy. Policy identifiers: '[{\"policyAssignment\":{\"name\":\""
                                + name + "\",\"id\":\"" + assignment.path("id").asText()
                                + "\"},\"policyDefinition\":{\"id\":\"" + definition(assignment) + "\"}}]'.")
                .withTarget(id.name());
    }

    private static boolean denies(ObjectNode assignment, ResourceId id) {
        JsonNode properties = assignment.path("properties");
        JsonNode parameters = properties.path("parameters");
        if (properties.path("enforcementMode").asText().equalsIgnoreCase("DoNotEnforce")
                || excepts(properties.path("notScopes"), id)) {
            return false;
        }
        return definition(assignment).equalsIgnoreCase(NOT_ALLOWED)
                ? parameters.at("/effect/value").asText("Deny").equalsIgnoreCase("Deny")
                        && names(parameters.at("/listOfResourceTypesNotAllowed/value"), id)
                : !WITHOUT_TAGS.contains(id.type().substring(id.type().lastIndexOf('/') + 1))
                        && !names(parameters.at("/listOfResourceTypesAllowed/value"), id);
    }

    private static boolean excepts(JsonNode scopes, ResourceId id) {
        return StreamSupport.stream(scopes.spliterator(), false)
                .flatMap(scope -> ResourceId.parse(scope.asText()).stream())
                .anyMatch(id::isWithin);
    }

    private static boolean names(JsonNode types, ResourceId id) {
        return StreamSupport.stream(types.spliterator(), false)
                .anyMatch(type ->
                        type.asText().toLowerCase(Locale.ROOT).equals(id.type().toLowerCase(Locale.ROOT)));
    }

    private static String definition(ObjectNode assignment) {
        return assignment.at("/properties/policyDefinitionId").asText();
    }

    private static ResourceId scopeOf(ObjectNode assignment) {
        return ResourceId.of(assignment.path("id").asText()).parent().orElseThrow();
    }
}
