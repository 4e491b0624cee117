package dev.palisade.planning.finding;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What stands in the way when Azure refuses with a code. Codes of which whose move it is says enough are not here. */
final class AzureObstacles {
    private static final List<Row> ROWS = List.of(
            new Row(
                    Obstacle.QUOTA,
                    List.of(
                            "ClusterCoreQuotaReached",
                            "ClusterMinNodesExceedCoreQuota",
                            "ClusterQuotaReached",
                            "DeploymentQuotaExceeded",
                            "ErrCode_InsufficientVCPUQuota",
                            "OutOfQuota",
                            "PublicIPCountLimitReached",
                            "QuotaExceeded",
                            "ResourceQuotaExceeded",
                            "SecurityRuleCountLimitReached")),
            new Row(
                    Obstacle.CAPACITY,
                    List.of(
                            "AllocationFailed",
                            "OverconstrainedAllocationRequest",
                            "SkuNotAvailable",
                            "ZonalAllocationFailed")),
            new Row(Obstacle.POLICY, List.of("RequestDisallowedByPolicy")),
            new Row(Obstacle.LOCK, List.of("ScopeLocked")),
            new Row(
                    Obstacle.PERMISSION,
                    List.of(
                            "AuthorizationFailed",
                            "Forbidden",
                            "LinkedAuthorizationFailed",
                            "MissingSubscriptionRegistration",
                            "NoRegisteredProviderFound",
                            "ReadOnlyDisabledSubscription",
                            "SubscriptionNotRegistered")),
            new Row(Obstacle.SOFT_DELETED_NAME, List.of("VaultAlreadyExists")),
            new Row(
                    Obstacle.OTHER_OPERATION,
                    List.of(
                            "AnotherOperationInProgress",
                            "ClusterAttachedElsewhere",
                            "Conflict",
                            "ConflictError",
                            "EtagMismatch",
                            "InUseSubnetCannotBeDeleted",
                            "InUseSubnetCannotBeUpdated",
                            "NotLatestOperation",
                            "OperationNotAllowed",
                            "OperationPreempted",
                            "PreconditionFailed",
                            "ResourceGroupBeingDeleted",
                            "StorageAccountOperationInProgress")));

    private AzureObstacles() {}

    /** Empty if neither the code nor the words are known. */
    static Optional<Obstacle> find(String code, String message) {
        return byWords(code, message.toLowerCase(Locale.ROOT))
                .or(() -> ROWS.stream()
                        .filter(row -> row.has(code))
                        .map(Row::obstacle)
                        .findFirst());
    }

    /** The compute services have one code for "busy" and for "exceeding approved cores quota"; vaults (ConflictError) and workspaces (BadRequest) none for a name that a deletion keeps. */
    private static Optional<Obstacle> byWords(String code, String message) {
        if (message.contains("soft-deleted") || message.contains("in deleted state")) {
            return Optional.of(Obstacle.SOFT_DELETED_NAME);
        }
        return code.equalsIgnoreCase("OperationNotAllowed") && message.contains("quota")
                ? Optional.of(Obstacle.QUOTA)
                : Optional.empty();
    }

    private record Row(Obstacle obstacle, List<String> codes) {
        boolean has(String code) {
            return codes.stream().anyMatch(code::equalsIgnoreCase);
        }
    }
}
