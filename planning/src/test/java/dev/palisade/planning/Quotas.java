package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.SUBSCRIPTION;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Azure says of quotas in the examples' region, in the shapes of its own examples. */
final class Quotas {
    static final String COMPUTE = list("Microsoft.Compute", "usages");
    static final String NETWORK = list("Microsoft.Network", "usages");
    static final String MACHINE_LEARNING = list("Microsoft.MachineLearningServices", "usages");
    static final String FAMILY_OF_CLUSTERS = "Standard Dv2 Family Cluster Dedicated vCPUs";
    private static final String SIZES = list("Microsoft.MachineLearningServices", "vmSizes");

    private Quotas() {}

    private static String list(String namespace, String noun) {
        return SUBSCRIPTION + "/providers/" + namespace + "/locations/koreacentral/" + noun;
    }

    /** A quota of virtual machines or of the network. */
    static void of(ExampleWorld world, String list, String name, long used, long limit) {
        of(world, list, list + "/" + name, "", name, used, limit);
    }

    /** A quota of Azure Machine Learning, which tells what it counts by a type. */
    static void ofTraining(ExampleWorld world, String type, String name, long used, long limit) {
        String id = SUBSCRIPTION + "/usages/" + name.replace(' ', '_');
        of(world, MACHINE_LEARNING, id, "Microsoft.MachineLearningServices/" + type + "/usages", name, used, limit);
    }

    static void of(ExampleWorld world, String list, String id, String type, String name, long used, long limit) {
        ObjectNode usage = values(world, list).addObject();
        usage.put("id", id).put("type", type).put("unit", "Count");
        usage.put("currentValue", used).put("limit", limit);
        usage.putObject("name").put("value", name).put("localizedValue", name);
    }

    /** Azure Machine Learning's list of sizes, which alone says of which family each is. */
    static void families(ExampleWorld world) {
        for (String size : new String[] {"STANDARD_D2_V2", "STANDARD_D3_V2"}) {
            values(world, SIZES).addObject().put("name", size).put("family", "standardDv2Family");
        }
    }

    private static ArrayNode values(ExampleWorld world, String list) {
        if (world.get(list) == null) {
            world.put(list, new ObjectMapper().createObjectNode().toString());
        }
        return ((ObjectNode) world.get(list)).withArrayProperty("value");
    }
}
