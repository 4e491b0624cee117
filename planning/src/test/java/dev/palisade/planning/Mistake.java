package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ACCOUNT;
import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.DATASTORE;
import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.INFERENCE_SUBNET;
import static dev.palisade.planning.ExampleWorld.NETWORK;
import static dev.palisade.planning.ExampleWorld.SECURITY_GROUP;
import static dev.palisade.planning.ExampleWorld.SUBSCRIPTION;
import static dev.palisade.planning.ExampleWorld.TRAINING_CLUSTER;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.VAULT;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.request.Scopes;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The example, each time with one thing wrong, and the one finding that it gets. Every finding code is here at least once.
 *
 * @param what the mistake, as a sentence
 * @param field where the finding must point
 */
record Mistake(String what, FindingCode code, String field, Supplier<List<Finding>> findings) {
    static Stream<Mistake> all() {
        return Stream.of(
                        ofTheText(),
                        ofTheDocument(),
                        ofAddresses(),
                        ofTheWorld(),
                        ofSize(),
                        ofLocks(),
                        ofWhatExists(),
                        ofScopes(),
                        NetworkMistakes.all(),
                        ClusterMistakes.all(),
                        MachineMistakes.all(),
                        ServingMistakes.all(),
                        QuotaMistakes.all(),
                        RequestMistakes.all())
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> ofTheText() {
        return Stream.of(
                read("a bracket is not closed", FindingCode.DOCUMENT_UNREADABLE, "", "name: [x"),
                read("a key stands twice", FindingCode.DOCUMENT_UNREADABLE, "", "name: x\nname: y"),
                read("there is nothing", FindingCode.DOCUMENT_UNREADABLE, "", "# only a comment"),
                read("there are two documents", FindingCode.DOCUMENT_UNREADABLE, "", "name: x\n---\nname: y"),
                read("it is a list", FindingCode.SCHEMA_VIOLATION, "", "- name: x"),
                read(
                        "a word is misspelled",
                        FindingCode.SCHEMA_VIOLATION,
                        "/nmae",
                        changed("name: churn-prod", "name: churn-prod\nnmae: x")),
                read(
                        "a number is a word",
                        FindingCode.SCHEMA_VIOLATION,
                        "/compute/0/min_instances",
                        changed("min_instances: 0", "min_instances: none")),
                read(
                        "a property is missing",
                        FindingCode.SCHEMA_VIOLATION,
                        "/compute/0/size",
                        changed("size: STANDARD_D2_V2, ", "")),
                read(
                        "neither create nor attach",
                        FindingCode.SCHEMA_VIOLATION,
                        "/compute/2/create",
                        extended("- { name: other, type: kubernetes }")));
    }

    private static Stream<Mistake> ofTheDocument() {
        return Stream.of(
                planned(
                        "what is attached is no cluster",
                        FindingCode.RESOURCE_TYPE_UNEXPECTED,
                        "/compute/2/attach/resource_id",
                        extended("- { name: other, type: kubernetes, attach: { resource_id: " + NETWORK + " } }")),
                planned(
                        "the security group is a network",
                        FindingCode.RESOURCE_TYPE_UNEXPECTED,
                        "/network/security_group",
                        "networkSecurityGroups/customer-nsg",
                        "virtualNetworks/mynetwork"),
                planned(
                        "the route table is a network",
                        FindingCode.RESOURCE_TYPE_UNEXPECTED,
                        "/network/route_table",
                        "\nstorage:",
                        "\n  route_table: " + NETWORK + "\nstorage:"),
                read(
                        "what exists is to be left unattached",
                        FindingCode.SCHEMA_VIOLATION,
                        "/compute/2/attached",
                        extended("- { name: other, type: aks, attached: false, attach: { resource_id: " + CLUSTER
                                + "2 } }")),
                planned(
                        "the network is an account",
                        FindingCode.RESOURCE_TYPE_UNEXPECTED,
                        "/storage/0/account",
                        "account: default",
                        "account: " + NETWORK),
                planned(
                        "two computes share a name",
                        FindingCode.NAME_USED_TWICE,
                        "/compute/2/name",
                        extended("- { name: CPUcluster, type: amlcompute, size: STANDARD_D2_V2, max_instances: 1 }")),
                planned(
                        "the workspace is a group's something else",
                        FindingCode.RESOURCE_TYPE_UNEXPECTED,
                        "/workspace",
                        "Microsoft.MachineLearningServices/workspaces/ws",
                        "Microsoft.MachineLearningServices/registries/ws"),
                planned(
                        "an account is closed twice",
                        FindingCode.NAME_USED_TWICE,
                        "/storage/1/account",
                        "# The workspace's own vault",
                        "  - { account: wsstorage }\n# The workspace's own vault"),
                planned(
                        "a role has no subnet",
                        FindingCode.SUBNET_ROLE_UNNAMED,
                        "/compute/1/create/subnet",
                        ", inference: aks",
                        ""),
                planned(
                        "more nodes at least than at most",
                        FindingCode.MIN_ABOVE_MAX,
                        "/compute/0/min_instances",
                        "min_instances: 0",
                        "min_instances: 5"),
                planned(
                        "a cluster is for tests",
                        FindingCode.DEV_TEST_NOT_FAULT_TOLERANT,
                        "/compute/1/purpose",
                        "fast_prod",
                        "dev_test"));
    }

    private static Stream<Mistake> ofAddresses() {
        String cidr = "/compute/1/create/service_cidr";
        String dns = "/compute/1/create/dns_service_ip";
        String bridge = "/compute/1/create/docker_bridge_cidr";
        String allowed = "/storage/0/allow_ips/0";
        return Stream.of(
                planned(
                        "SSH comes from everywhere",
                        FindingCode.ADDRESS_MALFORMED,
                        "/network/ssh_from/0",
                        "198.51.100.0/24",
                        "0.0.0.0/0"),
                planned(
                        "the callers' range begins in its middle",
                        FindingCode.ADDRESS_MALFORMED,
                        "/network/scoring_from/1",
                        "\nstorage:",
                        "\n  scoring_from: [0.0.0.0/0, 198.51.100.1/24]\nstorage:"),
                planned(
                        "the vault lets in a private range",
                        FindingCode.ADDRESS_NOT_PUBLIC,
                        "/key_vault/allow_ips/0",
                        "key_vault: { access: selected_networks }",
                        "key_vault: { access: selected_networks, allow_ips: [10.0.0.0/31] }"),
                planned("an address is a name", FindingCode.ADDRESS_MALFORMED, allowed, "203.0.113.7", "my-laptop"),
                planned(
                        "an octet is too large",
                        FindingCode.ADDRESS_MALFORMED,
                        allowed,
                        "203.0.113.7",
                        "203.0.113.256"),
                planned("a /32 is a range", FindingCode.ADDRESS_MALFORMED, allowed, "203.0.113.7", "203.0.113.7/32"),
                planned("a /31 is a range", FindingCode.ADDRESS_MALFORMED, allowed, "203.0.113.7", "203.0.113.6/31"),
                planned(
                        "a range begins in its middle",
                        FindingCode.ADDRESS_MALFORMED,
                        allowed,
                        "203.0.113.7",
                        "203.0.113.7/24"),
                planned("an address is IPv6", FindingCode.ADDRESS_MALFORMED, allowed, "203.0.113.7", "'2001:db8::1'"),
                planned("an address is private", FindingCode.ADDRESS_NOT_PUBLIC, allowed, "203.0.113.7", "192.168.0.7"),
                planned(
                        "a range holds private ones",
                        FindingCode.ADDRESS_NOT_PUBLIC,
                        allowed,
                        "203.0.113.7",
                        "172.0.0.0/8"),
                planned(
                        "the service range has no length",
                        FindingCode.ADDRESS_MALFORMED,
                        cidr,
                        "service_cidr: 10.0.0.0/16",
                        "service_cidr: 10.0.0.0"),
                planned(
                        "the service range has host bits",
                        FindingCode.ADDRESS_MALFORMED,
                        cidr,
                        "service_cidr: 10.0.0.0/16",
                        "service_cidr: 10.0.0.1/16"),
                planned("the DNS address is a range", FindingCode.ADDRESS_MALFORMED, dns, "10.0.0.10", "10.0.0.10/32"),
                planned(
                        "the DNS address is outside",
                        FindingCode.DNS_ADDRESS_OUTSIDE_SERVICE_CIDR,
                        dns,
                        "10.0.0.10",
                        "10.1.0.10"),
                planned(
                        "the DNS address is Kubernetes' own",
                        FindingCode.DNS_ADDRESS_RESERVED,
                        dns,
                        "10.0.0.10",
                        "10.0.0.1"),
                planned(
                        "the DNS address is the range's last",
                        FindingCode.DNS_ADDRESS_RESERVED,
                        dns,
                        "10.0.0.10",
                        "10.0.255.255"),
                planned(
                        "the bridge has no range",
                        FindingCode.ADDRESS_MALFORMED,
                        bridge,
                        "172.17.0.1/16",
                        "172.17.0.1"),
                planned(
                        "the bridge is in the service range",
                        FindingCode.DOCKER_BRIDGE_OVERLAPS,
                        bridge,
                        "172.17.0.1/16",
                        "10.0.9.1/24"),
                planned(
                        "the bridge is in a subnet",
                        FindingCode.DOCKER_BRIDGE_OVERLAPS,
                        bridge,
                        "172.17.0.1/16",
                        "10.1.0.1/24"),
                planned(
                        "the service range covers a subnet",
                        FindingCode.SERVICE_CIDR_OVERLAPS_SUBNET,
                        cidr,
                        "service_cidr: 10.0.0.0/16",
                        "service_cidr: 10.0.0.0/15"),
                planned(
                        "the service range is in another's subnet",
                        FindingCode.SERVICE_CIDR_OVERLAPS_SUBNET,
                        cidr,
                        world -> world.subnet("others", "10.0.9.0/24")));
    }

    private static Stream<Mistake> ofTheWorld() {
        String network = "/network/virtual_network";
        return Stream.of(
                planned(
                        "there is no workspace",
                        FindingCode.WORKSPACE_MISSING,
                        "/workspace",
                        world -> world.remove(WORKSPACE)),
                planned(
                        "there is no network",
                        FindingCode.VIRTUAL_NETWORK_MISSING,
                        network,
                        world -> world.remove(NETWORK)),
                planned(
                        "there is no such subnet",
                        FindingCode.SUBNET_MISSING,
                        "/network/subnets/inference",
                        "inference: aks",
                        "inference: kubernetes"),
                planned(
                        "there is no account",
                        FindingCode.STORAGE_ACCOUNT_MISSING,
                        "/storage/0/account",
                        world -> world.remove(ACCOUNT)),
                planned(
                        "the workspace has no account",
                        FindingCode.STORAGE_ACCOUNT_MISSING,
                        "/storage/0/account",
                        world -> world.edit(
                                WORKSPACE,
                                workspace -> ((ObjectNode) workspace.path("properties")).remove("storageAccount"))),
                planned(
                        "runs behind the closed account have no datastore",
                        FindingCode.DATASTORE_MISSING,
                        "/storage/0/account",
                        world -> world.remove(DATASTORE)),
                planned(
                        "the datastore of runs is in an account that nobody mentions",
                        FindingCode.DATASTORE_IN_OTHER_ACCOUNT,
                        "/storage/0/account",
                        world -> world.edit(
                                DATASTORE,
                                store -> ((ObjectNode) store.path("properties")).put("accountName", "elsewhere"))),
                planned(
                        "there is no account of that name",
                        FindingCode.STORAGE_ACCOUNT_MISSING,
                        "/storage/0/account",
                        "account: default",
                        "account: elsewhere"),
                planned(
                        "the workspace is in another region",
                        FindingCode.VIRTUAL_NETWORK_IN_OTHER_REGION,
                        network,
                        world -> world.edit(WORKSPACE, workspace -> workspace.put("location", "japaneast"))),
                planned(
                        "the cluster is to be in another region",
                        FindingCode.VIRTUAL_NETWORK_IN_OTHER_REGION,
                        "/compute/1/create/location",
                        "agent_count: 3",
                        "agent_count: 3\n      location: eastus2"),
                new Mistake(
                        "the network is in another subscription",
                        FindingCode.VIRTUAL_NETWORK_IN_OTHER_SUBSCRIPTION,
                        network,
                        Mistake::inOtherSubscription));
    }

    private static Stream<Mistake> ofSize() {
        String nodes = "/compute/0/max_instances";
        String agents = "/compute/1/create/agent_count";
        String both = extended("- { name: second, type: amlcompute, size: STANDARD_D2_V2, max_instances: 2 }");
        return Stream.of(
                planned(
                        "too few addresses for the nodes",
                        FindingCode.SUBNET_TOO_SMALL_FOR_NODES,
                        nodes,
                        world -> world.used(TRAINING_SUBNET, 248)),
                new Mistake(
                        "too few for two computes together",
                        FindingCode.SUBNET_TOO_SMALL_FOR_NODES,
                        "/compute/2/max_instances",
                        () -> new ExampleWorld()
                                .used(TRAINING_SUBNET, 246)
                                .plan(Examples.document(both))
                                .findings()),
                planned(
                        "too few addresses for the cluster",
                        FindingCode.SUBNET_TOO_SMALL_FOR_CLUSTER,
                        agents,
                        world -> world.used(INFERENCE_SUBNET, 927)),
                planned("too few vCPUs", FindingCode.TOO_FEW_VCPUS, agents, "agent_count: 3", "agent_count: 2"),
                planned(
                        "a node size nobody offers",
                        FindingCode.VM_SIZE_UNKNOWN,
                        "/compute/0/size",
                        "STANDARD_D2_V2",
                        "STANDARD_D2_V9"),
                planned(
                        "an agent size nobody offers",
                        FindingCode.VM_SIZE_UNKNOWN,
                        "/compute/1/create/vm_size",
                        "Standard_D3_v2",
                        "Standard_D3_v9"));
    }

    private static Stream<Mistake> ofLocks() {
        return Stream.of(
                planned(
                        "the subscription is read-only",
                        FindingCode.LOCKED,
                        "",
                        world -> world.lock(SUBSCRIPTION, "frozen", "ReadOnly")),
                planned(
                        "the group is read-only",
                        FindingCode.LOCKED,
                        "",
                        world -> world.lock(GROUP, "frozen", "ReadOnly")),
                planned(
                        "the account is read-only",
                        FindingCode.LOCKED,
                        "/storage/0/account",
                        world -> world.lock(ACCOUNT, "frozen", "ReadOnly")),
                planned(
                        "the workspace is read-only",
                        FindingCode.LOCKED,
                        "",
                        world -> world.lock(WORKSPACE, "frozen", "ReadOnly")),
                planned(
                        "the network is read-only",
                        FindingCode.LOCKED,
                        "",
                        world -> world.lock(NETWORK, "frozen", "ReadOnly")),
                planned(
                        "nothing in the group can be deleted",
                        FindingCode.LOCKED,
                        "",
                        world -> world.lock(GROUP, "kept", "CanNotDelete")));
    }

    private static Stream<Mistake> ofWhatExists() {
        return Stream.of(
                planned(
                        "a compute of another size",
                        FindingCode.EXISTING_COMPUTE_DIFFERS,
                        "/compute/0/size",
                        world -> world.put(TRAINING_CLUSTER, Found.compute("STANDARD_D3_V2", TRAINING_SUBNET, 4))),
                planned(
                        "a compute in another subnet",
                        FindingCode.EXISTING_COMPUTE_DIFFERS,
                        "/compute/0/subnet",
                        world -> world.put(TRAINING_CLUSTER, Found.compute("STANDARD_D2_V2", INFERENCE_SUBNET, 4))),
                planned(
                        "a compute with another scale",
                        FindingCode.EXISTING_COMPUTE_DIFFERS,
                        "/compute/0/max_instances",
                        world -> world.put(TRAINING_CLUSTER, Found.compute("STANDARD_D2_V2", TRAINING_SUBNET, 9))),
                planned(
                        "a cluster with another range",
                        FindingCode.EXISTING_CLUSTER_DIFFERS,
                        "/compute/1/create/service_cidr",
                        world -> world.put(CLUSTER, Found.cluster(3, "10.9.0.0/16", false))),
                planned(
                        "a cluster with more nodes",
                        FindingCode.EXISTING_CLUSTER_DIFFERS,
                        "/compute/1/create/agent_count",
                        world -> world.put(CLUSTER, Found.cluster(5, "10.0.0.0/16", false))),
                planned(
                        "a cluster that failed",
                        FindingCode.EXISTING_RESOURCE_NOT_READY,
                        "/compute/1",
                        world -> world.put(CLUSTER, Found.inState("Failed", "request-0"))),
                planned(
                        "a compute that others create",
                        FindingCode.EXISTING_RESOURCE_NOT_READY,
                        "/compute/0",
                        world -> world.put(TRAINING_CLUSTER, Found.inState("Creating", "request-0"))),
                planned(
                        "an account that is not ready",
                        FindingCode.EXISTING_RESOURCE_NOT_READY,
                        "/storage/0/account",
                        world -> world.put(ACCOUNT, Found.inState("ResolvingDNS", ""))));
    }

    private static Stream<Mistake> ofScopes() {
        Scopes allButTheAccount = new Scopes(Stream.of(WORKSPACE, NETWORK, CLUSTER, VAULT, SECURITY_GROUP)
                .map(ResourceId::of)
                .toList());
        return Stream.of(new Mistake(
                "the workspace has an account of another team's",
                FindingCode.OUT_OF_SCOPE,
                "",
                () -> ScopeRule.check(allButTheAccount, new ExampleWorld().plan(Examples.secureEnvironment()))
                        .findings()));
    }

    private static List<Finding> inOtherSubscription() {
        String other = NETWORK.replace("11111111", "99999999");
        ExampleWorld world = new ExampleWorld();
        for (String path : List.of("", "/subnets/default", "/subnets/aks")) {
            world.put(other + path, world.get(NETWORK + path).toString());
        }
        return world.plan(Examples.secureEnvironmentWith(NETWORK, other)).findings();
    }

    static Mistake read(String what, FindingCode code, String field, String text) {
        return new Mistake(what, code, field, () -> DocumentReader.read(text).findings());
    }

    static Mistake planned(String what, FindingCode code, String field, String text, String other) {
        return planned(what, code, field, changed(text, other));
    }

    static Mistake planned(String what, FindingCode code, String field, String document) {
        return new Mistake(
                what,
                code,
                field,
                () -> new ExampleWorld().plan(Examples.document(document)).findings());
    }

    static Mistake planned(String what, FindingCode code, String field, Consumer<ExampleWorld> bend) {
        return new Mistake(what, code, field, () -> {
            ExampleWorld world = new ExampleWorld();
            bend.accept(world);
            return world.plan(Examples.secureEnvironment()).findings();
        });
    }

    static String changed(String text, String other) {
        return Examples.secureEnvironmentTextWith(text, other);
    }

    static String extended(String compute) {
        return Examples.text("secure-environment.yaml") + "  " + compute + "\n";
    }

    @Override
    public String toString() {
        return what + ": " + code;
    }
}
