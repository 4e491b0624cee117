package dev.palisade.planning.kind;

import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.document.KeyVaultAccess;
import dev.palisade.planning.plan.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What must leave a training subnet, as data of the profile. {@link Profile#SEED}: seed 000, "limit outbound connectivity". {@link
 * Profile#CURRENT}: the service tags and ports of Microsoft's page "Configure inbound and outbound network traffic" for Azure Machine Learning,
 * of 2026-03, and the workspace's own registry, which that page takes to be in the virtual network.
 *
 * @param word a part of the rule's name
 * @param protocol as ARM writes it; {@code *} for any
 * @param tag the destination
 * @param regional true if the tag's part for the region is meant
 * @param ports of the destination
 * @param vital true if no node does its work without it
 */
record OutboundTraffic(
        String word,
        String protocol,
        String tag,
        boolean regional,
        List<String> ports,
        boolean vital,
        String description) {
    /** What none of these services does without. */
    static final String HTTPS = "443";

    private static final String ANY = "*";

    private static final OutboundTraffic STORAGE =
            vital("storage", "Storage", true, "Data, logs and the source of runs are in Azure Storage.");
    private static final OutboundTraffic REGISTRY =
            vital("registry", "AzureContainerRegistry", true, "The images that runs start from.");
    private static final OutboundTraffic MACHINE_LEARNING = vital(
            "machine-learning", Traffic.MACHINE_LEARNING, false, "Nodes tell Azure Machine Learning how runs get on.");
    private static final OutboundTraffic VAULT =
            secure("vault", "AzureKeyVault", true, "Secrets of the vault that is open to this subnet.");

    private static final Map<Profile, List<OutboundTraffic>> NEEDED = Map.of(
            Profile.SEED, List.of(STORAGE, REGISTRY, MACHINE_LEARNING),
            Profile.CURRENT,
                    List.of(
                            STORAGE.on("Tcp", HTTPS),
                            REGISTRY.on("Tcp", HTTPS),
                            // 8787 is RStudio's and 18881 the notebooks' language server.
                            MACHINE_LEARNING.on("Tcp", HTTPS, "8787", "18881"),
                            MACHINE_LEARNING.on("Udp", "5831"),
                            vital("batch", "BatchNodeManagement", true, "Nodes answer Azure Batch.")
                                    .on(ANY, HTTPS),
                            secure("entra", "AzureActiveDirectory", false, "Who runs are done for.")
                                    .on("Tcp", HTTPS, "80"),
                            secure("resource-manager", "AzureResourceManager", false, "Runs that make resources."),
                            secure("studio", "AzureFrontDoor.FrontEnd", false, "Images and environments of AutoML."),
                            secure("images", "MicrosoftContainerRegistry", false, "Images that Microsoft provides."),
                            secure("first-party", "AzureFrontDoor.FirstParty", false, "Where these images are."),
                            secure("monitor", "AzureMonitor", false, "Metrics and logs of runs.")));

    static List<OutboundTraffic> of(EnvironmentDocument document) {
        boolean vault = document.keyVault().filter(KeyVaultAccess::closes).isPresent();
        return Stream.concat(
                        NEEDED.getOrDefault(document.profile(), List.of()).stream(),
                        vault ? Stream.of(VAULT) : Stream.empty())
                .toList();
    }

    private static OutboundTraffic vital(String word, String tag, boolean regional, String description) {
        return new OutboundTraffic(word, ANY, tag, regional, List.of(ANY), true, description);
    }

    private static OutboundTraffic secure(String word, String tag, boolean regional, String description) {
        return new OutboundTraffic(word, "Tcp", tag, regional, List.of(HTTPS), false, description);
    }

    private OutboundTraffic on(String otherProtocol, String... otherPorts) {
        return new OutboundTraffic(word, otherProtocol, tag, regional, List.of(otherPorts), vital, description);
    }

    /** What the name of a rule says of it; the same name always means the same traffic. */
    String name() {
        if (ports.contains(ANY)) {
            return word;
        }
        return word + (protocol.equals("Udp") ? "-udp-" : "-") + String.join("-", ports);
    }

    /** The tag as Azure's list spells it; empty if it names none for the region. */
    Optional<String> destination(ServiceTagList tags) {
        return regional ? tags.regional(tag) : Optional.of(tag);
    }

    /** True for what a node sends by TLS, as it does all that it cannot work without. */
    boolean isByTls() {
        return !protocol.equals("Udp");
    }
}
