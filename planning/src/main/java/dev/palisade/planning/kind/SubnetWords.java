package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a step on a subnet is called, and what it interrupts, in plain words.
 *
 * @param deltas what is added; nothing if the subnet is only written again
 */
record SubnetWords(List<Delta> deltas) {
    String title(String subnet) {
        return deltas.isEmpty()
                ? "Write subnet " + subnet + " again as it is, since its last write has failed"
                : "Give subnet " + subnet + " " + what();
    }

    /** {@code a service endpoint to Azure Storage and Azure Key Vault, security group x}. */
    private String what() {
        return Stream.of(
                        services().isEmpty() ? "" : "a service endpoint to " + services(),
                        named("networkSecurityGroup", "security group "),
                        named("routeTable", "route table "))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    String impact() {
        String group = named("networkSecurityGroup", "");
        String table = named("routeTable", "");
        return Stream.of(
                        services().isEmpty()
                                ? ""
                                : "Connections that are open from the subnet to " + services() + " are cut once.",
                        group.isEmpty() ? "" : "The subnet's traffic is held to the rules of " + group + ".",
                        table.isEmpty() ? "" : "The subnet's traffic follows the routes of " + table + ".")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String services() {
        return deltas.stream()
                .filter(delta -> delta.elementKey() != null)
                .map(delta -> after(delta).path("service").asText())
                .map(service -> service.equals("Microsoft.KeyVault") ? "Azure Key Vault" : "Azure Storage")
                .collect(Collectors.joining(" and "));
    }

    private String named(String property, String prefix) {
        return deltas.stream()
                .filter(delta -> delta.path().equals("/properties/" + property))
                .map(delta -> ResourceId.of(after(delta).path("id").asText()).name())
                .map(prefix::concat)
                .collect(Collectors.joining());
    }

    private static JsonNode after(Delta delta) {
        return Objects.requireNonNull(delta.after(), "a subnet is only given, never taken");
    }
}
