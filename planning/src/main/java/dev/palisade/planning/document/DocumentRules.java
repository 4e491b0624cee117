package dev.palisade.planning.document;

import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterCreation.Purpose;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a document can be told without asking Azure: where it contradicts itself, or says what the schema's grammar cannot rule out. */
public final class DocumentRules {
    private final List<Finding> findings = new ArrayList<>();

    private DocumentRules() {}

    public static List<Finding> findings(EnvironmentDocument document) {
        DocumentRules rules = new DocumentRules();
        rules.check(document);
        return List.copyOf(rules.findings);
    }

    private void check(EnvironmentDocument document) {
        checkType("/workspace", document.workspace(), "Microsoft.MachineLearningServices/workspaces");
        checkType("/network/virtual_network", document.network().virtualNetwork(), "Microsoft.Network/virtualNetworks");
        checkNetwork(document.network());
        document.storage().forEach(storage -> checkStorage(storage, document));
        document.keyVault().ifPresent(vault -> vault.allowIps().forEach(address -> checkAllowed(address, 32)));
        Set<String> names = new HashSet<>();
        document.compute().forEach(compute -> checkName(compute, names));
        document.subnetComputes().forEach(compute -> checkSubnet(compute, document));
        document.amlComputes().forEach(this::checkScale);
        document.clusters().forEach(this::checkCluster);
        Map<ResourceId, String> attached = new HashMap<>();
        document.attachments().forEach(attachment -> checkAttachment(attachment, attached));
        document.machines()
                .forEach(machine -> checkType(
                        machine.attachField("resource_id"),
                        machine.machine(),
                        machine.type().armType()));
        findings.addAll(EndpointChecks.findings(document));
    }

    private void checkType(String field, ResourceId id, String type) {
        if (!id.isOfType(type)) {
            refuse(
                    FindingCode.RESOURCE_TYPE_UNEXPECTED,
                    field,
                    Map.of("id", id.toString(), "type", id.type(), "expected", type));
        }
    }

    private void checkStorage(StorageAccess storage, EnvironmentDocument document) {
        if (storage.account().startsWith("/")) {
            Optional<ResourceId> id = storage.namedAccount(document.workspace());
            if (id.isEmpty() || !id.get().isOfType(StorageAccess.TYPE)) {
                refuse(
                        FindingCode.RESOURCE_TYPE_UNEXPECTED,
                        storage.field() + "/account",
                        Map.of(
                                "id", storage.account(),
                                "type", id.map(ResourceId::type).orElse("none"),
                                "expected", StorageAccess.TYPE));
            }
        }
        storage.allowIps().forEach(address -> checkAllowed(address, 30));
    }

    /**
     * Storage and vaults take public IPv4 only; storage no /31 or /32 in CIDR form, where a single address is written without prefix.
     *
     * @param longest prefix that may stand after an address
     */
    private void checkAllowed(Address address, int longest) {
        String expected = "an IPv4 address, or a range that begins at its first address"
                + (longest < 32 ? " and is no smaller than /" + longest : "");
        Optional<Ipv4Block> block = block(address, expected)
                .filter(range -> wellFormed(address, !range.isRange() || range.prefixLength() <= longest, expected));
        if (block.isPresent() && !block.get().isPublic()) {
            refuse(FindingCode.ADDRESS_NOT_PUBLIC, address.field(), Map.of("address", address.text()));
        }
    }

    private void checkNetwork(Network network) {
        network.securityGroup()
                .ifPresent(id ->
                        checkType(Network.FIELD + "/security_group", id, "Microsoft.Network/networkSecurityGroups"));
        network.routeTable()
                .ifPresent(id -> checkType(Network.FIELD + "/route_table", id, "Microsoft.Network/routeTables"));
        network.scoringFrom()
                .forEach(address -> block(address, "an IPv4 address, or a range that begins at its first address"));
        String named = "an IPv4 address, or a range that begins at its first address and is not all of the Internet";
        network.sshFrom()
                .forEach(address ->
                        block(address, named).ifPresent(range -> wellFormed(address, range.prefixLength() > 0, named)));
    }

    private Optional<Ipv4Block> block(Address address, String expected) {
        Optional<Ipv4Block> block = Ipv4Block.parse(address.text()).filter(range -> !range.hasHostBits());
        wellFormed(address, block.isPresent(), expected);
        return block;
    }

    private boolean wellFormed(Address address, boolean is, String expected) {
        if (!is) {
            malformed(address.field(), address.text(), expected);
        }
        return is;
    }

    private void checkName(Compute compute, Set<String> names) {
        if (!names.add(compute.name().toLowerCase(Locale.ROOT))) {
            refuse(FindingCode.NAME_USED_TWICE, compute.field() + "/name", Map.of("name", compute.name()));
        }
    }

    private void checkSubnet(SubnetCompute compute, EnvironmentDocument document) {
        if (document.network().subnetName(compute.subnet()).isEmpty()) {
            refuse(
                    FindingCode.SUBNET_ROLE_UNNAMED,
                    compute.subnetField(),
                    Map.of("compute", compute.name(), "role", compute.subnet().word()));
        }
    }

    private void checkScale(AmlCompute compute) {
        if (compute.minInstances() > compute.maxInstances()) {
            refuse(
                    FindingCode.MIN_ABOVE_MAX,
                    compute.field() + "/min_instances",
                    Map.of(
                            "min", String.valueOf(compute.minInstances()),
                            "max", String.valueOf(compute.maxInstances())));
        }
    }

    private void warnOfTests(Compute cluster, Purpose purpose) {
        if (purpose == Purpose.DEV_TEST) {
            Map<String, String> arguments = Map.of("cluster", cluster.name());
            findings.add(
                    Finding.warning(FindingCode.DEV_TEST_NOT_FAULT_TOLERANT, cluster.field() + "/purpose", arguments));
        }
    }

    /**
     * One attachment per cluster, in one document as in all the world.
     *
     * @param attached the clusters so far, and as which compute
     */
    private void checkAttachment(ClusterAttachment attachment, Map<ResourceId, String> attached) {
        warnOfTests(attachment, attachment.purpose());
        String first = attached.putIfAbsent(attachment.cluster(), attachment.name());
        if (first != null) {
            refuse(
                    FindingCode.CLUSTER_ATTACHED_ELSEWHERE,
                    attachment.field(),
                    Map.of("cluster", attachment.cluster().name(), "other", "compute " + first));
        }
        checkType(attachment.attachField("resource_id"), attachment.cluster(), ClusterCreation.TYPE);
    }

    private void checkCluster(ClusterCreation cluster) {
        if (!cluster.attached()) {
            warnOfTests(cluster, cluster.purpose());
        }
        Optional<Ipv4Block> service = range(cluster.createField("service_cidr"), cluster.serviceCidr(), false);
        Optional<Ipv4Block> dns = Ipv4Block.parse(cluster.dnsServiceIp()).filter(address -> !address.isRange());
        String dnsField = cluster.createField("dns_service_ip");
        if (dns.isEmpty()) {
            malformed(dnsField, cluster.dnsServiceIp(), "an IPv4 address");
        } else {
            service.ifPresent(within -> checkDns(dnsField, dns.get(), within));
        }
        cluster.dockerBridgeCidr().ifPresent(text -> checkBridge(cluster, text, service));
    }

    private void checkDns(String field, Ipv4Block dns, Ipv4Block service) {
        Map<String, String> arguments = Map.of("address", dns.toString(), "range", service.toString());
        long offset = service.offsetOf(dns);
        if (!service.contains(dns)) {
            refuse(FindingCode.DNS_ADDRESS_OUTSIDE_SERVICE_CIDR, field, arguments);
        } else if (offset <= 1 || offset == service.addresses() - 1) {
            refuse(FindingCode.DNS_ADDRESS_RESERVED, field, arguments);
        }
    }

    private void checkBridge(ClusterCreation cluster, String text, Optional<Ipv4Block> service) {
        String field = cluster.createField("docker_bridge_cidr");
        Optional<Ipv4Block> bridge = range(field, text, true);
        if (bridge.isPresent() && service.isPresent() && bridge.get().overlaps(service.get())) {
            refuse(
                    FindingCode.DOCKER_BRIDGE_OVERLAPS,
                    field,
                    Map.of("bridge", text, "other", "service range " + service.get()));
        }
    }

    private Optional<Ipv4Block> range(String field, String text, boolean hostBits) {
        Optional<Ipv4Block> range =
                Ipv4Block.parse(text).filter(Ipv4Block::isRange).filter(block -> hostBits || !block.hasHostBits());
        if (range.isEmpty()) {
            malformed(
                    field,
                    text,
                    hostBits
                            ? "an IPv4 address with its range, such as 172.17.0.1/16"
                            : "an IPv4 range that begins at its first address, such as 10.0.0.0/16");
        }
        return range;
    }

    private void malformed(String field, String text, String expected) {
        refuse(FindingCode.ADDRESS_MALFORMED, field, Map.of("address", text, "expected", expected));
    }

    private void refuse(FindingCode code, String field, Map<String, String> arguments) {
        findings.add(Finding.refusal(code, field, WhoseMove.YOURS, arguments));
    }
}
