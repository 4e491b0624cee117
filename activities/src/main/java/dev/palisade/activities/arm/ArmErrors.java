package dev.palisade.activities.arm;

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
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an error of ARM means for us: the code decides, and where the table does not know it, the HTTP status. */
public final class ArmErrors {
    /** How long what was just made (a parent, a role) may be unknown to the rest of Azure, in Azure's time. */
    private static final Duration PROPAGATION = Duration.ofMinutes(2);

    /** In the order of the alphabet. Codes of Azure's documents and of issues where people met them. */
    static final List<Row> BY_CODE = List.of(
            row("AllocationFailed", NEEDS_A_PERSON, ADMINISTRATOR),
            row("AnotherOperationInProgress", WAIT, NOBODY),
            row("AuthenticationFailed", RETRY, NOBODY),
            row("AuthorizationFailed", NEEDS_A_PERSON, ADMINISTRATOR).passingWithin(PROPAGATION),
            row("Conflict", WAIT, NOBODY),
            row("ConflictError", WAIT, NOBODY),
            row("DeploymentQuotaExceeded", NEEDS_A_PERSON, ADMINISTRATOR),
            row("EtagMismatch", WAIT, NOBODY),
            row("ExpiredAuthenticationToken", RETRY, NOBODY),
            row("GatewayTimeout", RETRY, NOBODY),
            row("InUseSubnetCannotBeDeleted", NEEDS_A_PERSON, ADMINISTRATOR),
            row("InUseSubnetCannotBeUpdated", NEEDS_A_PERSON, ADMINISTRATOR),
            row("InsufficientSubnetSize", YOURS, WhoseMove.YOURS),
            row("InternalServerError", RETRY, NOBODY),
            row("InvalidApiVersionParameter", NEEDS_A_PERSON, OPERATOR),
            row("InvalidAuthenticationToken", RETRY, NOBODY),
            row("InvalidParameter", YOURS, WhoseMove.YOURS),
            row("InvalidSubscriptionId", YOURS, WhoseMove.YOURS),
            row("LinkedAuthorizationFailed", NEEDS_A_PERSON, ADMINISTRATOR).passingWithin(PROPAGATION),
            row("LinkedInvalidPropertyId", YOURS, WhoseMove.YOURS),
            row("MissingApiVersionParameter", NEEDS_A_PERSON, OPERATOR),
            row("MissingSubscriptionRegistration", NEEDS_A_PERSON, ADMINISTRATOR),
            row("NetworkAclsValidationFailure", YOURS, WhoseMove.YOURS),
            row("NoRegisteredProviderFound", NEEDS_A_PERSON, ADMINISTRATOR),
            row("NotSupported", YOURS, WhoseMove.YOURS),
            row("OperationNotAllowed", WAIT, NOBODY),
            row("OperationPreempted", WAIT, NOBODY),
            row("OutOfQuota", NEEDS_A_PERSON, ADMINISTRATOR),
            row("OverconstrainedAllocationRequest", NEEDS_A_PERSON, ADMINISTRATOR),
            row("ParentResourceNotFound", YOURS, WhoseMove.YOURS).passingWithin(PROPAGATION),
            row("PreconditionFailed", WAIT, NOBODY),
            row("QuotaExceeded", NEEDS_A_PERSON, ADMINISTRATOR),
            row("ReadOnlyDisabledSubscription", NEEDS_A_PERSON, ADMINISTRATOR),
            row("ReferencedResourceNotProvisioned", WAIT, NOBODY),
            row("RequestDisallowedByPolicy", NEEDS_A_PERSON, ADMINISTRATOR),
            row("ResourceGroupBeingDeleted", NEEDS_A_PERSON, ADMINISTRATOR),
            row("ResourceGroupNotFound", YOURS, WhoseMove.YOURS).passingWithin(PROPAGATION),
            row("ResourceNotFound", WORLD_CHANGED, NOBODY).passingWithin(PROPAGATION),
            row("ResourceQuotaExceeded", NEEDS_A_PERSON, ADMINISTRATOR),
            row("RetryableError", WAIT, NOBODY),
            row("ScopeLocked", NEEDS_A_PERSON, ADMINISTRATOR),
            row("ServerBusy", WAIT, NOBODY),
            row("ServiceCidrOverlapExistingSubnetsCidr", YOURS, WhoseMove.YOURS),
            row("ServiceUnavailable", RETRY, NOBODY),
            row("SkuNotAvailable", NEEDS_A_PERSON, ADMINISTRATOR),
            row("StorageAccountIsNotProvisioned", WAIT, NOBODY),
            row("StorageAccountOperationInProgress", WAIT, NOBODY),
            row("SubnetIsFull", YOURS, WhoseMove.YOURS),
            row("SubscriptionNotFound", YOURS, WhoseMove.YOURS),
            row("SubscriptionNotRegistered", NEEDS_A_PERSON, ADMINISTRATOR),
            row("SubscriptionRequestsThrottled", WAIT, NOBODY),
            row("Throttled", WAIT, NOBODY),
            row("TooManyRequests", WAIT, NOBODY),
            row("TooManyRequestsReceived", WAIT, NOBODY),
            row("VirtualNetworkNotValid", YOURS, WhoseMove.YOURS),
            row("ZonalAllocationFailed", NEEDS_A_PERSON, ADMINISTRATOR));

    private static final List<Row> BY_STATUS = List.of(
            row("400", YOURS, WhoseMove.YOURS),
            row("401", RETRY, NOBODY),
            row("403", NEEDS_A_PERSON, ADMINISTRATOR).passingWithin(PROPAGATION),
            row("404", WORLD_CHANGED, NOBODY).passingWithin(PROPAGATION),
            row("405", NEEDS_A_PERSON, OPERATOR),
            row("408", RETRY, NOBODY),
            row("409", WAIT, NOBODY),
            row("412", WAIT, NOBODY),
            row("422", YOURS, WhoseMove.YOURS),
            row("429", WAIT, NOBODY));

    private static final Row QUOTA = row("QuotaExceeded", NEEDS_A_PERSON, ADMINISTRATOR);

    private static final Map<String, Row> CODES = byKey(BY_CODE);
    private static final Map<String, Row> STATUSES = byKey(BY_STATUS);

    private ArmErrors() {}

    /** @param sinceFirstTry in Azure's time: what passes by itself is waited for only so long */
    public static Verdict judge(ArmError error, Duration sinceFirstTry) {
        Row row = decisive(error);
        boolean passes = sinceFirstTry.compareTo(row.passesWithin()) < 0;
        return passes ? new Verdict(WAIT, NOBODY) : new Verdict(row.failureClass(), row.whoseMove());
    }

    /**
     * What the error of an operation means that Azure had accepted and then gave up. Asking again brings the same answer, so what would pass
     * by itself is a failure here: the whole request has to be sent again.
     */
    public static Verdict judgeLate(ArmError error) {
        Row row = decisive(error);
        boolean wouldPass = row.failureClass() == WAIT || row.failureClass() == RETRY;
        return wouldPass ? new Verdict(RETRY, WhoseMove.YOURS) : new Verdict(row.failureClass(), row.whoseMove());
    }

    static String decisiveCode(ArmError error) {
        return known(error).isEmpty()
                ? error.codes().get(0)
                : known(error).get(known(error).size() - 1);
    }

    private static Row decisive(ArmError error) {
        Row byCode = CODES.get(key(decisiveCode(error)));
        if (byCode != null) {
            // The compute services say OperationNotAllowed both for "busy" and for "exceeding approved cores quota".
            boolean quota = error.message().toLowerCase(Locale.ROOT).contains("quota");
            return byCode.code().equals("OperationNotAllowed") && quota ? QUOTA : byCode;
        }
        Row fallback = error.status() >= 500 || error.status() == 0
                ? row("5xx", RETRY, NOBODY)
                : row("4xx", YOURS, WhoseMove.YOURS);
        return STATUSES.getOrDefault(Integer.toString(error.status()), fallback);
    }

    private static List<String> known(ArmError error) {
        return error.codes().stream()
                .filter(code -> CODES.containsKey(key(code)))
                .toList();
    }

    private static Map<String, Row> byKey(List<Row> rows) {
        return rows.stream().collect(Collectors.toUnmodifiableMap(row -> key(row.code()), Function.identity()));
    }

    private static String key(String code) {
        return code.toLowerCase(Locale.ROOT);
    }

    private static Row row(String code, FailureClass failureClass, WhoseMove whoseMove) {
        return new Row(code, failureClass, whoseMove, Duration.ZERO);
    }

    /** Which class, and who has to move. */
    public record Verdict(FailureClass failureClass, WhoseMove whoseMove) {}

    record Row(String code, FailureClass failureClass, WhoseMove whoseMove, Duration passesWithin) {
        Row passingWithin(Duration window) {
            return new Row(code, failureClass, whoseMove, window);
        }
    }
}
