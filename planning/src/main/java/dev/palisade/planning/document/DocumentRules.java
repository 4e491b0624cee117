package dev.palisade.planning.document;

import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterCreation.Purpose;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.ArrayList;
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
        document.storage().forEach(lockdown -> checkStorage(lockdown, document));
        Set<String> names = new HashSet<>();
        document.compute().forEach(compute -> checkCompute(compute, names, document));
        document.amlComputes().forEach(this::checkScale);
        document.clusters().forEach(this::checkCluster);
        document.notBuilt()
                .forEach(asked -> refuse(FindingCode.NOT_BUILT_YET, asked.field(), Map.of("what", asked.what())));
    }

    private void checkType(String field, ResourceId id, String type) {
        if (!id.isOfType(type)) {
            refuse(
                    FindingCode.RESOURCE_TYPE_UNEXPECTED,
                    field,
                    Map.of("id", id.toString(), "type", id.type(), "expected", type));
        }
    }

    private void checkStorage(StorageLockdown lockdown, EnvironmentDocument document) {
        if (lockdown.account().startsWith("/")) {
            Optional<ResourceId> id = lockdown.namedAccount(document.workspace());
            if (id.isEmpty() || !id.get().isOfType(StorageLockdown.TYPE)) {
                refuse(
                        FindingCode.RESOURCE_TYPE_UNEXPECTED,
                        lockdown.field() + "/account",
                        Map.of(
                                "id", lockdown.account(),
                                "type", id.map(ResourceId::type).orElse("none"),
                                "expected", StorageLockdown.TYPE));
            }
        }
        for (int i = 0; i < lockdown.allowIps().size(); i++) {
            checkAllowed(
                    lockdown.field() + "/allow_ips/" + i, lockdown.allowIps().get(i));
        }
    }

    /** Storage takes public IPv4 only, and no /31 or /32 in CIDR form: a single address is written without prefix. */
    private void checkAllowed(String field, String text) {
        Optional<Ipv4Block> address = Ipv4Block.parse(text);
        boolean wellFormed = address.isPresent()
                && !address.get().hasHostBits()
                && !(address.get().isRange() && address.get().prefixLength() > 30);
        if (!wellFormed) {
            malformed(
                    field,
                    text,
                    "an IPv4 address, or a range that begins at its first address and is no smaller than /30");
        } else if (!address.get().isPublic()) {
            refuse(FindingCode.ADDRESS_NOT_PUBLIC, field, Map.of("address", text));
        }
    }

    private void checkCompute(Compute compute, Set<String> names, EnvironmentDocument document) {
        if (!names.add(compute.name().toLowerCase(Locale.ROOT))) {
            refuse(FindingCode.NAME_USED_TWICE, compute.field() + "/name", Map.of("name", compute.name()));
        }
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

    private void checkCluster(ClusterCreation cluster) {
        if (cluster.purpose() == Purpose.DEV_TEST) {
            findings.add(Finding.warning(
                    FindingCode.DEV_TEST_NOT_FAULT_TOLERANT,
                    cluster.field() + "/purpose",
                    Map.of("cluster", cluster.name())));
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
