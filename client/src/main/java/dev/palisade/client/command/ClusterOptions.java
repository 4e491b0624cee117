package dev.palisade.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an AKS cluster is created with; what is not given is as the document's schema says. */
final class ClusterOptions {
    @Option(names = "--agent-count", paramLabel = "N", description = "nodes of the cluster (default: 3)")
    private @Nullable Integer agents;

    @Option(names = "--vm-size", paramLabel = "SIZE", description = "VM size of a node (default: Standard_D3_v2)")
    private @Nullable String vmSize;

    @Option(names = "--subnet", paramLabel = "ROLE", description = "training or inference (default: inference)")
    private @Nullable String subnet;

    @Option(
            names = "--service-cidr",
            paramLabel = "RANGE",
            description = "range for Kubernetes services that overlaps no subnet: 10.0.0.0/16")
    private @Nullable String serviceRange;

    @Option(
            names = "--dns-service-ip",
            paramLabel = "ADDRESS",
            description = "address of Kubernetes' DNS within that range: 10.0.0.10")
    private @Nullable String dnsAddress;

    void addTo(ObjectNode creation) {
        ComputeEntry.put(creation, "agent_count", agents);
        ComputeEntry.put(creation, "vm_size", vmSize);
        ComputeEntry.put(creation, "subnet", subnet);
        ComputeEntry.put(creation, "service_cidr", serviceRange);
        ComputeEntry.put(creation, "dns_service_ip", dnsAddress);
    }
}
