package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The members of a collection that a parent embeds, such as the rules of a network security group, judged together. */
final class Siblings {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,78}[A-Za-z0-9_])?");

    private Siblings() {}

    /** The members that a PUT of the whole parent leaves: what it does not carry is gone. */
    static List<JsonNode> of(Write parent, String field) {
        List<JsonNode> members = new ArrayList<>();
        parent.properties().withArrayProperty(field).forEach(members::add);
        return members;
    }

    /** The members that a PUT of one of them leaves. */
    static List<JsonNode> with(Write member) {
        ResourceId id = member.id();
        List<JsonNode> members =
                new ArrayList<>(member.world().children(id.parent().orElseThrow(), id.type()));
        members.removeIf(other -> other.path("name").asText().equalsIgnoreCase(id.name()));
        ObjectNode named = member.body().deepCopy().put("name", id.name());
        members.add(named);
        return members;
    }

    /** Refuses names that Microsoft.Network does not take, or takes only once in a parent. */
    static void checkNames(ResourceId parent, List<JsonNode> members) {
        Set<String> names = new HashSet<>();
        for (JsonNode member : members) {
            String name = member.path("name").asText("");
            if (!NAME.matcher(name).matches()) {
                throw ArmException.badRequest(
                        "InvalidResourceName",
                        "Resource name " + name
                                + " is invalid. The name can be up to 80 characters long. It must begin with a word"
                                + " character, and it must end with a word character or with '_'. The name may contain"
                                + " word characters or '.', '-', '_'.");
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw ArmException.badRequest(
                        "DuplicateResourceName",
                        "Resource " + parent + " has two child resources with the same name (" + name + ").");
            }
        }
    }
}
