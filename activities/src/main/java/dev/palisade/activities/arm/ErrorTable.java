package dev.palisade.activities.arm;

import static dev.palisade.activities.arm.ErrorTable.Source.ASSUMED;
import static dev.palisade.activities.arm.ErrorTable.Source.DOCUMENTED;
import static dev.palisade.activities.arm.ErrorTable.Source.REPORTED;
import static dev.palisade.planning.finding.Finding.WhoseMove.ADMINISTRATOR;
import static dev.palisade.planning.finding.Finding.WhoseMove.NOBODY;
import static dev.palisade.planning.finding.Finding.WhoseMove.OPERATOR;
import static dev.palisade.workflows.contract.FailureClass.NEEDS_A_PERSON;
import static dev.palisade.workflows.contract.FailureClass.RETRY;
import static dev.palisade.workflows.contract.FailureClass.WAIT;
import static dev.palisade.workflows.contract.FailureClass.WORLD_CHANGED;
import static dev.palisade.workflows.contract.FailureClass.YOURS;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.workflows.contract.FailureClass;
import java.time.Duration;
import java.util.List;

/** The error codes of Azure that Palisade knows, in the order of the alphabet: what each means, who has to move, and how we know of it. */
final class ErrorTable {
    /** How long what was just made (a parent, a role) may be unknown to the rest of Azure, in Azure's time. */
    static final Duration PROPAGATION = Duration.ofMinutes(2);

    static final List<Row> BY_CODE = List.of(
            row("AllocationFailed", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("AnotherOperationInProgress", WAIT, NOBODY, REPORTED),
            row("AuthenticationFailed", RETRY, NOBODY, DOCUMENTED),
            row("AuthorizationFailed", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED)
                    .passingWithin(PROPAGATION),
            row("BadArgument", YOURS, WhoseMove.YOURS, REPORTED),
            row("ClusterAttachedElsewhere", YOURS, WhoseMove.YOURS, ASSUMED),
            row("ClusterCoreQuotaReached", NEEDS_A_PERSON, ADMINISTRATOR, REPORTED),
            row("ClusterMinNodesExceedCoreQuota", NEEDS_A_PERSON, ADMINISTRATOR, REPORTED),
            row("ClusterNotFound", YOURS, WhoseMove.YOURS, REPORTED),
            row("ClusterNotReachable", NEEDS_A_PERSON, ADMINISTRATOR, ASSUMED),
            row("ClusterQuotaReached", NEEDS_A_PERSON, ADMINISTRATOR, ASSUMED),
            row("ComputeAttachFailed", NEEDS_A_PERSON, ADMINISTRATOR, ASSUMED),
            row("ComputeTypeNotSupported", YOURS, WhoseMove.YOURS, ASSUMED),
            row("Conflict", WAIT, NOBODY, DOCUMENTED),
            row("ConflictError", WAIT, NOBODY, REPORTED),
            row("DeploymentQuotaExceeded", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("ErrCode_InsufficientVCPUQuota", NEEDS_A_PERSON, ADMINISTRATOR, REPORTED),
            row("EtagMismatch", WAIT, NOBODY, REPORTED),
            row("ExpiredAuthenticationToken", RETRY, NOBODY, REPORTED),
            row("ExtensionNotInstalled", WORLD_CHANGED, NOBODY, ASSUMED),
            row("ExtensionOperationFailed", NEEDS_A_PERSON, ADMINISTRATOR, REPORTED),
            row("ExtensionTypeUpdateNotAllowed", YOURS, WhoseMove.YOURS, ASSUMED),
            row("GatewayTimeout", RETRY, NOBODY, DOCUMENTED),
            row("InUseRouteTableCannotBeDeleted", NEEDS_A_PERSON, ADMINISTRATOR, REPORTED),
            row("InUseSubnetCannotBeDeleted", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("InUseSubnetCannotBeUpdated", NEEDS_A_PERSON, ADMINISTRATOR, ASSUMED),
            row("InsufficientClusterCapacity", YOURS, WhoseMove.YOURS, ASSUMED),
            row("InsufficientSubnetSize", YOURS, WhoseMove.YOURS, REPORTED),
            row("InternalServerError", RETRY, NOBODY, DOCUMENTED),
            row("InvalidApiVersionParameter", NEEDS_A_PERSON, OPERATOR, REPORTED),
            row("InvalidAuthenticationToken", RETRY, NOBODY, REPORTED),
            row("InvalidParameter", YOURS, WhoseMove.YOURS, DOCUMENTED),
            row("InvalidScaleSettings", YOURS, WhoseMove.YOURS, ASSUMED),
            row("InvalidSubscriptionId", YOURS, WhoseMove.YOURS, REPORTED),
            row("K8SAPIServerConnFailVMExtensionError", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("K8SAPIServerDNSLookupFailVMExtensionError", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("LinkedAuthorizationFailed", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED)
                    .passingWithin(PROPAGATION),
            row("LinkedInvalidPropertyId", YOURS, WhoseMove.YOURS, DOCUMENTED),
            row("MissingApiVersionParameter", NEEDS_A_PERSON, OPERATOR, REPORTED),
            row("MissingSubscriptionRegistration", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("NetworkAclsValidationFailure", YOURS, WhoseMove.YOURS, ASSUMED),
            row("NoRegisteredProviderFound", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("NotLatestOperation", WAIT, NOBODY, REPORTED),
            row("NotSupported", YOURS, WhoseMove.YOURS, REPORTED),
            row("OperationNotAllowed", WAIT, NOBODY, REPORTED),
            row("OperationPreempted", WAIT, NOBODY, DOCUMENTED),
            row("OutOfQuota", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("OutboundConnFailVMExtensionError", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("OverconstrainedAllocationRequest", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("ParentResourceNotFound", YOURS, WhoseMove.YOURS, DOCUMENTED).passingWithin(PROPAGATION),
            row("PreconditionFailed", WAIT, NOBODY, DOCUMENTED),
            row("PropertyChangeNotAllowed", YOURS, WhoseMove.YOURS, REPORTED),
            row("PublicIPCountLimitReached", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("QuotaExceeded", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("ReadOnlyDisabledSubscription", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("ReferencedResourceNotProvisioned", WAIT, NOBODY, REPORTED),
            row("RequestDisallowedByPolicy", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("ResourceGroupBeingDeleted", NEEDS_A_PERSON, ADMINISTRATOR, REPORTED),
            row("ResourceGroupNotFound", YOURS, WhoseMove.YOURS, DOCUMENTED).passingWithin(PROPAGATION),
            row("ResourceNotFound", WORLD_CHANGED, NOBODY, DOCUMENTED).passingWithin(PROPAGATION),
            row("ResourceQuotaExceeded", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("ResourceRequestsThrottled", WAIT, NOBODY, REPORTED),
            row("RetryableError", WAIT, NOBODY, REPORTED),
            row("RouteConflict", WORLD_CHANGED, NOBODY, REPORTED),
            row("RoutesLimitReached", NEEDS_A_PERSON, ADMINISTRATOR, ASSUMED),
            row("ScopeLocked", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("SecurityRuleConflict", WORLD_CHANGED, NOBODY, REPORTED),
            row("SecurityRuleCountLimitReached", NEEDS_A_PERSON, ADMINISTRATOR, ASSUMED),
            row("SecurityRuleInvalidAddressPrefix", YOURS, WhoseMove.YOURS, REPORTED),
            row("SecurityRuleParameterContainsUnsupportedValue", YOURS, WhoseMove.YOURS, REPORTED),
            row("ServerBusy", WAIT, NOBODY, DOCUMENTED),
            row("ServiceCidrOverlapExistingSubnetsCidr", YOURS, WhoseMove.YOURS, REPORTED),
            row("ServiceUnavailable", RETRY, NOBODY, DOCUMENTED),
            row("SkuNotAvailable", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED),
            row("StorageAccountIsNotProvisioned", WAIT, NOBODY, REPORTED),
            row("StorageAccountOperationInProgress", WAIT, NOBODY, REPORTED),
            row("SubnetIsFull", YOURS, WhoseMove.YOURS, REPORTED),
            row("SubnetsHaveNoServiceEndpointsConfigured", WORLD_CHANGED, NOBODY, REPORTED)
                    .passingWithin(PROPAGATION),
            row("SubnetsNotFound", YOURS, WhoseMove.YOURS, ASSUMED),
            row("SubnetsNotProvisioned", WAIT, NOBODY, REPORTED),
            row("SubscriptionNotFound", YOURS, WhoseMove.YOURS, DOCUMENTED),
            row("SubscriptionNotRegistered", NEEDS_A_PERSON, ADMINISTRATOR, REPORTED),
            row("SubscriptionRequestsThrottled", WAIT, NOBODY, DOCUMENTED),
            row("Throttled", WAIT, NOBODY, REPORTED),
            row("TooManyRequests", WAIT, NOBODY, DOCUMENTED),
            row("TooManyRequestsReceived", WAIT, NOBODY, REPORTED),
            row("VirtualNetworkNotValid", YOURS, WhoseMove.YOURS, ASSUMED),
            row("ZonalAllocationFailed", NEEDS_A_PERSON, ADMINISTRATOR, DOCUMENTED));

    private ErrorTable() {}

    private static Row row(String code, FailureClass failureClass, WhoseMove whoseMove, Source source) {
        return new Row(code, failureClass, whoseMove, Duration.ZERO, source);
    }

    /** How sure we may be that a service really uses a code like this. */
    enum Source {
        /** Azure's documents or specifications name it. */
        DOCUMENTED,
        /** People met it and wrote it down, in public issues. */
        REPORTED,
        /** Nobody's word but ours: what such a refusal would be called. The class is what any code unknown to us would get, or safer. */
        ASSUMED
    }

    /** @param passesWithin how long it is taken for something that passes by itself, in Azure's time */
    record Row(String code, FailureClass failureClass, WhoseMove whoseMove, Duration passesWithin, Source source) {
        Row passingWithin(Duration window) {
            return new Row(code, failureClass, whoseMove, window, source);
        }
    }
}
