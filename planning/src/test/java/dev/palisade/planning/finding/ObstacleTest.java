package dev.palisade.planning.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.finding.Finding.WhoseMove;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObstacleTest {
    @ParameterizedTest
    @CsvSource({
        "QuotaExceeded, over the limit, QUOTA",
        "OperationNotAllowed, Operation could not be completed as it results in exceeding approved Total Regional Cores quota, QUOTA",
        "OperationNotAllowed, there is an in progress create operation, OTHER_OPERATION",
        "SkuNotAvailable, the requested size is not available, CAPACITY",
        "RequestDisallowedByPolicy, disallowed by policy, POLICY",
        "ScopeLocked, the scope is locked, LOCK",
        "authorizationfailed, does not have authorization, PERMISSION",
        "ConflictError, A vault with the same name already exists in deleted state, SOFT_DELETED_NAME",
        "BadRequest, Soft-deleted workspace exists. Please purge or recover it, SOFT_DELETED_NAME",
        "AnotherOperationInProgress, another operation is in progress, OTHER_OPERATION",
        "InvalidParameter, the value is invalid, INPUT"
    })
    void whatAzureRefusesWithSaysWhatStandsInTheWay(String code, String message, Obstacle obstacle) {
        assertThat(Obstacle.ofAzure(code, message, WhoseMove.YOURS)).isEqualTo(obstacle);
    }

    @Test
    void anUnknownCodeGoesByWhoseMoveItIs() {
        assertThat(Obstacle.ofAzure("Strange", "", WhoseMove.NOBODY)).isEqualTo(Obstacle.AZURE);
        assertThat(Obstacle.ofAzure("Strange", "", WhoseMove.OPERATOR)).isEqualTo(Obstacle.PALISADE);
    }

    @Test
    void aFindingThatOnlyTellsIsInNobodysWay() {
        Finding told = Finding.warning(FindingCode.ALREADY_GONE, "", Map.of());
        Finding locked = Finding.refusal(FindingCode.LOCKED, "", WhoseMove.ADMINISTRATOR, Map.of());

        assertThat(Obstacle.of(told)).isEqualTo(Obstacle.NONE);
        assertThat(Obstacle.of(locked)).isEqualTo(Obstacle.LOCK);
    }

    /** A soft-deleted name is not among them: Palisade makes no vault and no workspace, and AKS keeps no name of what was deleted. */
    @ParameterizedTest
    @CsvSource({
        "QUOTA_TOO_SMALL, QUOTA",
        "DENIED_BY_POLICY, POLICY",
        "LOCKED, LOCK",
        "OUT_OF_SCOPE, PERMISSION",
        "VM_SIZE_UNKNOWN, CAPACITY",
        "EXISTING_RESOURCE_NOT_READY, OTHER_OPERATION",
        "MIN_ABOVE_MAX, INPUT"
    })
    void thePreflightSaysWhatStandsInTheWay(FindingCode code, Obstacle obstacle) {
        assertThat(Obstacle.of(Finding.refusal(code, "", WhoseMove.ADMINISTRATOR, Map.of())))
                .isEqualTo(obstacle);
    }
}
