package dev.palisade.planning.removal;

import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step.Effect;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a step that takes away says of itself. */
final class RemovalText {
    private RemovalText() {}

    static String title(Taking taking) {
        String name = taking.resource().name();
        if (taking.isWhole()) {
            return switch (taking.kind()) {
                case ATTACHED_CLUSTER -> "Detach AKS cluster " + name + " from the workspace";
                case ATTACHED_MACHINE -> "Detach machine " + name + " from the workspace";
                case CLUSTER_EXTENSION ->
                    "Take the AzureML extension off AKS cluster "
                            + taking.resource().topLevel().name();
                case ONLINE_ENDPOINT -> "Delete online endpoint " + name + " with all its versions";
                case WEB_SERVICE -> "Delete web service " + name + " with all its versions";
                case ONLINE_DEPLOYMENT ->
                    "Delete version " + name + " of "
                            + taking.resource().parent().name();
                default -> "Delete " + noun(taking.kind()) + " " + name;
            };
        }
        boolean isDoor = taking.kind() != ResourceKind.NETWORK_SECURITY_GROUP;
        return taking.effect() == Effect.LOOSEN && isDoor
                ? "Open " + noun(taking.kind()) + " " + name + " as it was before"
                : "Take back what was changed of " + noun(taking.kind()) + " " + name;
    }

    static String impact(Taking taking) {
        return switch (taking.kind()) {
            case AML_COMPUTE -> taking.isWhole() ? "Jobs that run on it are lost." : "";
            case MANAGED_CLUSTER -> taking.isWhole() ? "Everything that runs on it is lost." : "";
            case ATTACHED_CLUSTER -> "The workspace cannot serve from the cluster any more.";
            case ATTACHED_MACHINE -> "Jobs that run on it are lost. The machine itself stays.";
            case CLUSTER_EXTENSION -> "No workspace can use the cluster as computeType Kubernetes any more.";
            case STORAGE_ACCOUNT, KEY_VAULT ->
                taking.effect() == Effect.LOOSEN
                        ? "Clients outside the selected networks and addresses can reach it again."
                        : "";
            case SUBNET -> subnetImpact(taking);
            case ROUTE_TABLE ->
                taking.isWhole() ? "" : "What is sent to the addresses of these routes goes the way of the others.";
            case NETWORK_SECURITY_GROUP ->
                taking.effect() == Effect.LOOSEN
                        ? "Subnets whose way out its rules restricted reach the Internet again."
                        : "";
            case ONLINE_ENDPOINT, WEB_SERVICE -> taking.isWhole() ? "Its callers get no answer any more." : "";
            case ONLINE_DEPLOYMENT -> "";
        };
    }

    private static String subnetImpact(Taking taking) {
        boolean endpoints =
                taking.deltas().stream().anyMatch(delta -> delta.path().endsWith("/serviceEndpoints"));
        boolean group = taking.deltas().stream().anyMatch(Doors::opens);
        return Stream.of(
                        endpoints
                                ? "Connections that are open from the subnet to storage or key vaults are cut once."
                                : "",
                        group ? "The subnet's traffic is held to no security group's rules any more." : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** In Azure's time. */
    static Duration typical(Taking taking) {
        if (!taking.isWhole()) {
            return Duration.ofSeconds(10);
        }
        return switch (taking.kind()) {
            case MANAGED_CLUSTER -> Duration.ofMinutes(10);
            case AML_COMPUTE -> Duration.ofMinutes(3);
            case ROUTE_TABLE -> Duration.ofSeconds(10);
            default -> Duration.ofMinutes(1);
        };
    }

    private static String noun(ResourceKind kind) {
        return switch (kind) {
            case NETWORK_SECURITY_GROUP -> "network security group";
            case ROUTE_TABLE -> "route table";
            case SUBNET -> "subnet";
            case STORAGE_ACCOUNT -> "storage account";
            case KEY_VAULT -> "key vault";
            case AML_COMPUTE -> "training cluster";
            case MANAGED_CLUSTER -> "AKS cluster";
            case CLUSTER_EXTENSION -> "extension";
            case ATTACHED_CLUSTER -> "attached cluster";
            case ATTACHED_MACHINE -> "attached machine";
            case ONLINE_ENDPOINT -> "online endpoint";
            case ONLINE_DEPLOYMENT -> "version";
            case WEB_SERVICE -> "web service";
        };
    }
}
