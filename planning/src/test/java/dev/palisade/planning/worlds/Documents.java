package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.request.RequestType;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random documents and operations that are valid by their schemas. Names are few, so that environments and requests meet. */
public record Documents(RandomGenerator random) {
    private static final List<String> TRAINING = List.of("cpu", "gpu");
    private static final List<String> CLUSTERS = List.of("aksone", "akstwo");
    private static final List<RequestType> OPERATIONS = List.of(
            RequestType.STORAGE_LOCK,
            RequestType.STORAGE_OPEN,
            RequestType.VAULT_LOCK,
            RequestType.VAULT_OPEN,
            RequestType.COMPUTE_CREATE,
            RequestType.COMPUTE_SCALE,
            RequestType.COMPUTE_DELETE,
            RequestType.CLUSTER_CREATE,
            RequestType.CLUSTER_SCALE,
            RequestType.CLUSTER_DELETE,
            RequestType.ATTACH,
            RequestType.DETACH);

    public ObjectNode document(int who) {
        boolean seed = oneIn(4);
        ObjectNode document = Scene.json("{}").put("name", "environment " + who);
        document.put("profile", seed ? "seed" : "current").put("workspace", Scene.workspace(who));
        network(document.putObject("network"));
        if (!oneIn(3)) {
            storage(document.putArray("storage"));
        }
        if (random.nextBoolean()) {
            ObjectNode vault = document.putObject("key_vault").put("access", access());
            addresses(vault, "allow_ips", "203.0.113.");
        }
        ArrayNode compute = document.putArray("compute");
        TRAINING.stream().filter(name -> oneIn(2)).forEach(name -> compute.add(training(name)));
        CLUSTERS.stream().filter(name -> oneIn(3)).forEach(name -> compute.add(cluster(name, seed)));
        if (oneIn(4)) {
            compute.add(attachment("serving", seed));
        }
        if (random.nextBoolean()) {
            document.put("inference_storage", "private");
        }
        document.put("prune", random.nextBoolean());
        onFailure(document);
        // Drawn from the document, so that what is drawn after it is what it was before there were routes.
        if (Math.floorMod(document.toString().hashCode(), 3) == 0) {
            document.withObject("/network").put("forced_tunnelling", true);
        }
        if (document.at("/network").has("security_group")
                && Math.floorMod(document.toString().hashCode(), 4) == 0) {
            document.withObject("/network").put("outbound", "restricted");
        }
        return document;
    }

    private void network(ObjectNode network) {
        network.put("virtual_network", Scene.NETWORK);
        network.putObject("subnets").put("training", "default").put("inference", oneIn(5) ? "default" : "aks");
        if (random.nextBoolean()) {
            network.put("security_group", oneIn(8) ? Scene.OTHER_GROUP : Scene.SECURITY_GROUP);
        }
        if (oneIn(4)) {
            network.put("route_table", Scene.ROUTE_TABLE);
        }
        addresses(network, "ssh_from", "198.51.100.");
        addresses(network, "scoring_from", "192.0.2.");
    }

    private void storage(ArrayNode accounts) {
        ObjectNode account = accounts.addObject().put("account", "default").put("access", access());
        addresses(account, "allow_ips", "203.0.113.");
        if (oneIn(5)) {
            addresses(accounts.addObject().put("account", "account2"), "allow_ips", "203.0.113.");
        }
    }

    private void addresses(ObjectNode owner, String field, String network) {
        if (oneIn(3)) {
            ArrayNode list = owner.putArray(field);
            random.ints(2, 1, 5).distinct().forEach(last -> list.add(network + last));
        }
    }

    private String access() {
        return oneIn(5) ? "all_networks" : "selected_networks";
    }

    private ObjectNode training(String name) {
        ObjectNode training = Scene.json("{}").put("name", name).put("type", "amlcompute");
        training.put("size", "STANDARD_D2_V2").put("max_instances", 1 + random.nextInt(4));
        if (oneIn(4)) {
            training.put("subnet", "inference");
        }
        if (oneIn(6)) {
            training.put("idle_time_before_scale_down", 300);
        }
        return training;
    }

    private ObjectNode cluster(String name, boolean seed) {
        ObjectNode cluster = Scene.json("{}").put("name", name).put("type", seed ? "aks" : "kubernetes");
        cluster.putObject("create")
                .put("agent_count", 3 + random.nextInt(2))
                .put("service_cidr", "10.0.0.0/16")
                .put("dns_service_ip", "10.0.0.10");
        if (oneIn(3)) {
            cluster.put("attached", false);
        }
        if (oneIn(4)) {
            cluster.put("purpose", "dev_test");
        }
        return cluster;
    }

    private ObjectNode attachment(String name, boolean seed) {
        ObjectNode attachment = Scene.json("{}").put("name", name).put("type", seed ? "aks" : "kubernetes");
        String cluster = oneIn(3) ? Scene.cluster(oneOf(CLUSTERS)) : Scene.CLUSTER;
        attachment.putObject("attach").put("resource_id", cluster).put("namespace", oneIn(2) ? "default" : "team");
        return attachment;
    }

    private void onFailure(ObjectNode document) {
        if (random.nextBoolean()) {
            ObjectNode failure = document.putObject("on_failure");
            failure.put("default", oneIn(3) ? "park" : "rollback");
            if (oneIn(3)) {
                failure.put("network", "restore");
            }
        }
    }

    public RequestType operation() {
        return oneOf(OPERATIONS);
    }

    public ObjectNode dataOf(RequestType type, int who) {
        ObjectNode data = Scene.json("{}").put("workspace", Scene.workspace(who));
        switch (type) {
            case STORAGE_LOCK, VAULT_LOCK -> addresses(data, "allow_ips", "203.0.113.");
            case COMPUTE_CREATE -> data.set("compute", training(oneOf(TRAINING)));
            case COMPUTE_SCALE -> data.put("name", oneOf(TRAINING)).put("max_instances", 1 + random.nextInt(4));
            case COMPUTE_DELETE -> data.put("name", oneOf(TRAINING));
            case CLUSTER_CREATE -> data.set("cluster", cluster(oneOf(CLUSTERS), oneIn(4)));
            case CLUSTER_SCALE -> data.put("name", oneOf(CLUSTERS)).put("agent_count", 3 + random.nextInt(2));
            case CLUSTER_DELETE -> data.put("name", oneOf(CLUSTERS));
            case DETACH -> data.put("name", oneIn(3) ? "serving" : oneOf(CLUSTERS));
            case ATTACH -> attach(data);
            default -> {}
        }
        return data;
    }

    private void attach(ObjectNode data) {
        if (random.nextBoolean()) {
            data.put("name", oneOf(CLUSTERS));
        } else {
            data.set("cluster", attachment("serving", oneIn(4)));
        }
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }
}
