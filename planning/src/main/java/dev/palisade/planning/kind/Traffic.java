package dev.palisade.planning.kind;

import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.plan.Profile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Traffic that must reach what runs in a subnet, as data: ports are the profile's.
 *
 * @param name the part of a rule's name that says what comes in from where; the same name always means the same traffic
 * @param protocol as ARM writes it; {@code *} for any
 * @param source a service tag, an address or a range
 * @param toAnyAddress true for what may be addressed to a public address: a cluster's load balancer's, which nobody knows yet, or a machine's
 */
record Traffic(
        String name, String protocol, String source, List<String> ports, boolean toAnyAddress, String description) {
    /** The service tag of Azure Machine Learning. */
    static final String MACHINE_LEARNING = "AzureMachineLearning";

    /** The service tag of what manages the nodes of training clusters. */
    static final String BATCH_NODE_MANAGEMENT = "BatchNodeManagement";

    private static final int SSH = 22;
    private static final Map<Profile, List<String>> BATCH =
            Map.of(Profile.SEED, List.of("29876-29877"), Profile.CURRENT, List.of("29876-29877"));
    private static final Map<Profile, List<String>> SCORING =
            Map.of(Profile.SEED, List.of("80", "443"), Profile.CURRENT, List.of("80", "443"));

    /** Seed 000, "required ports": Azure Batch schedules on the nodes. */
    static Stream<Traffic> ofNodes(EnvironmentDocument document) {
        return Stream.of(new Traffic(
                "batch",
                "Tcp",
                BATCH_NODE_MANAGEMENT,
                ports(BATCH, document),
                false,
                "Azure Batch manages the nodes of training clusters."));
    }

    /** Seed 000, "required ports": "optional, to permit remote access". */
    static Stream<Traffic> ofShells(EnvironmentDocument document) {
        return document.network().sshFrom().stream()
                .map(from -> new Traffic(
                        "ssh-" + inName(from.text()),
                        "Tcp",
                        from.text(),
                        List.of("22"),
                        false,
                        "SSH to the nodes of training clusters."));
    }

    /** Seed 000, "use a virtual machine or HDInsight cluster": any protocol, any destination, the port of SSH. */
    static Traffic ofMachine(int port) {
        return new Traffic(
                "machines" + (port == SSH ? "" : "-" + port),
                "*",
                MACHINE_LEARNING,
                List.of(String.valueOf(port)),
                true,
                "Azure Machine Learning signs in to attached machines by SSH.");
    }

    /** Seed 000, "use Azure Kubernetes Service": from Azure Machine Learning, and to the scoring endpoint from whom the document names. */
    static Stream<Traffic> ofClusters(EnvironmentDocument document) {
        Traffic control = new Traffic(
                "machine-learning",
                "*",
                MACHINE_LEARNING,
                List.of("*"),
                true,
                "Azure Machine Learning manages what it deploys to the cluster.");
        return Stream.concat(
                Stream.of(control),
                document.network().scoringFrom().stream()
                        .map(from -> new Traffic(
                                "scoring-" + inName(from.text()),
                                "Tcp",
                                from.text(),
                                ports(SCORING, document),
                                true,
                                "Callers of models that are served from the cluster.")));
    }

    private static List<String> ports(Map<Profile, List<String>> ofProfiles, EnvironmentDocument document) {
        return ofProfiles.getOrDefault(document.profile(), List.of());
    }

    /** A rule's name takes no slash. */
    private static String inName(String range) {
        return range.replace('/', '_');
    }
}
