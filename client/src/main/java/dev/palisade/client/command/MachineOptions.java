package dev.palisade.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How Azure Machine Learning signs in to a machine: who, and where the secret is, never the secret. */
final class MachineOptions {
    @Option(
            names = "--administrator",
            paramLabel = "NAME",
            description = "of a virtual machine or HDInsight cluster: the account to sign in with by SSH")
    private @Nullable String administrator;

    @Option(
            names = "--credentials-secret",
            paramLabel = "URL",
            description = "the key vault secret that holds the account's password or private key")
    private @Nullable String secret;

    @Option(
            names = "--authentication",
            paramLabel = "WAY",
            description = "what the secret holds: password or private_key (default: password)")
    private @Nullable String authentication;

    @Option(names = "--ssh-port", paramLabel = "PORT", description = "where the SSH server listens (default: 22)")
    private @Nullable Integer port;

    /** True if a machine is meant and no cluster: by what is said of it, or by what is attached. */
    boolean areMeant(@Nullable String resource) {
        return administrator != null
                || secret != null
                || isOfType(resource, "virtualmachines")
                || isHdInsight(resource);
    }

    ObjectNode described(ComputeEntry entry, String name, @Nullable String resource) {
        ObjectNode compute = entry.begin(name, isHdInsight(resource) ? "hdinsight" : "virtual_machine");
        ObjectNode attachment = compute.withObject("/attach");
        ComputeEntry.put(attachment, "resource_id", resource);
        ComputeEntry.put(attachment, "administrator", administrator);
        ComputeEntry.put(attachment, "authentication", authentication);
        ComputeEntry.put(attachment, "credentials_secret", secret);
        ComputeEntry.put(attachment, "ssh_port", port);
        return compute;
    }

    private static boolean isHdInsight(@Nullable String resource) {
        return isOfType(resource, "clusters")
                && resource != null
                && resource.toLowerCase(Locale.ROOT).contains("/microsoft.hdinsight/");
    }

    private static boolean isOfType(@Nullable String resource, String type) {
        return resource != null && resource.toLowerCase(Locale.ROOT).contains("/" + type + "/");
    }
}
