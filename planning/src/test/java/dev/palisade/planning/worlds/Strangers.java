package dev.palisade.planning.worlds;

import static dev.palisade.planning.worlds.Scene.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.plan.Delta;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What others do to the world while Palisade is in it, to their own things and to ours. */
public enum Strangers {
    ADD_ADDRESS {
        @Override
        List<Deed> among(World world) {
            return doors().stream()
                    .map(door -> add(door, RULES + "/ipRules", "value", json("{'value':'198.51.100.77'}")))
                    .toList();
        }
    },
    REMOVE_OUR_ADDRESS {
        @Override
        List<Deed> among(World world) {
            return doors().stream()
                    .flatMap(door -> elements(door, RULES + "/ipRules", "value", world).stream())
                    .toList();
        }
    },
    REMOVE_OUR_NETWORK {
        @Override
        List<Deed> among(World world) {
            return doors().stream()
                    .flatMap(door -> elements(door, RULES + "/virtualNetworkRules", "id", world).stream())
                    .toList();
        }
    },
    OPEN_DOOR {
        @Override
        List<Deed> among(World world) {
            return doors().stream()
                    .map(door -> set(door, RULES + "/defaultAction", "Allow"))
                    .toList();
        }
    },
    CLOSE_DOOR {
        @Override
        List<Deed> among(World world) {
            return doors().stream()
                    .map(door -> set(door, RULES + "/defaultAction", "Deny"))
                    .toList();
        }
    },
    LET_METRICS_IN {
        @Override
        List<Deed> among(World world) {
            return doors().stream()
                    .map(door -> set(door, RULES + "/bypass", "Metrics, AzureServices"))
                    .toList();
        }
    },
    ADD_RULE {
        @Override
        List<Deed> among(World world) {
            return groups().stream()
                    .map(group -> add(
                            group,
                            SECURITY_RULES,
                            "name",
                            Scene.rule("stranger", free(group, world), "Allow", "10.8.0.0/16", "443")))
                    .toList();
        }
    },
    REMOVE_OUR_RULE {
        @Override
        List<Deed> among(World world) {
            return groups().stream()
                    .flatMap(group -> elements(group, SECURITY_RULES, "name", world).stream())
                    .toList();
        }
    },
    ADD_ENDPOINT {
        @Override
        List<Deed> among(World world) {
            return List.of(add(Scene.TRAINING, ENDPOINTS, "service", json("{'service':'Microsoft.Web'}")));
        }
    },
    DELETE_OURS {
        @Override
        List<Deed> among(World world) {
            return world.ours().stream()
                    .filter(id ->
                            world.laws().againstDeletion(ResourceId.of(id)).isEmpty())
                    .map(id -> new Deed(id, null))
                    .toList();
        }
    },
    /** Deleted and made again by a stranger, who knows nothing of our tags. */
    TAKE_OVER {
        @Override
        List<Deed> among(World world) {
            return world.ours().stream()
                    .filter(id -> !id.contains("/extensions/"))
                    .map(id -> new Deed(id, Delta.field("/tags", null, null)))
                    .toList();
        }
    },
    SCALE_OURS {
        @Override
        List<Deed> among(World world) {
            return world.ours().stream()
                    .filter(id -> world.azure().find(id).orElseThrow().at(NODES).isInt())
                    .map(id -> new Deed(
                            id, Delta.field(NODES, null, json("{'n':7}").get("n"))))
                    .toList();
        }
    },
    MAKE_THEIR_OWN {
        @Override
        List<Deed> among(World world) {
            return IntStream.range(0, Scene.WORKSPACES)
                    .boxed()
                    .flatMap(i -> Stream.of("cpu", "gpu").map(name -> Scene.workspace(i) + "/computes/" + name))
                    .filter(id -> !world.azure().has(id))
                    .map(id -> new Deed(id, Delta.creation(Prop.compute("STANDARD_D2_V2", 2))))
                    .toList();
        }
    };

    private static final String RULES = "/properties/networkAcls";
    private static final String SECURITY_RULES = "/properties/securityRules";
    private static final String ENDPOINTS = "/properties/serviceEndpoints";
    private static final String NODES = "/properties/properties/scaleSettings/maxNodeCount";

    /** @param change null to delete the resource */
    public record Deed(String id, Delta change) {
        /** True if the resource is another one from then on, alike but for our tags. */
        public boolean takesOver() {
            return change != null && change.path().equals("/tags");
        }
    }

    abstract List<Deed> among(World world);

    private static List<String> doors() {
        List<String> doors = new ArrayList<>();
        for (int i = 0; i < Scene.WORKSPACES; i++) {
            doors.add(Scene.account(i));
            doors.add(Scene.vault(i));
        }
        return doors;
    }

    private static List<String> groups() {
        return List.of(Scene.SECURITY_GROUP, Scene.OTHER_GROUP);
    }

    private static Deed set(String id, String path, String value) {
        return new Deed(id, Delta.field(path, null, TextNode.valueOf(value)));
    }

    private static Deed add(String id, String path, String key, JsonNode element) {
        return new Deed(id, Delta.element(path, key, null, element));
    }

    /** To take away each element that only we have made. */
    private static List<Deed> elements(String id, String path, String key, World world) {
        List<Deed> deeds = new ArrayList<>();
        JsonNode shadow = world.shadow().find(id).orElseThrow().at(path);
        world.azure().find(id).orElseThrow().at(path).forEach(element -> {
            if (Meaning.indexOf(shadow, key, element.path(key).asText()) < 0) {
                deeds.add(new Deed(id, Delta.element(path, key, element.deepCopy(), null)));
            }
        });
        return deeds;
    }

    private static int free(String group, World world) {
        JsonNode rules = world.azure().find(group).orElseThrow().at(SECURITY_RULES);
        return IntStream.range(3000, 4000)
                .filter(priority -> !rules.findValuesAsText("priority").contains(String.valueOf(priority)))
                .findFirst()
                .orElseThrow();
    }

    static boolean isTagged(JsonNode resource) {
        return !OwnershipTags.read(resource, OwnershipTags.ENVIRONMENT).isEmpty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
