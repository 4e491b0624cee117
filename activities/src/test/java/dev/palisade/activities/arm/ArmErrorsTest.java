package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.activities.arm.ErrorTable.Row;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.workflows.contract.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArmErrorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG_AGO = Duration.ofHours(1);

    @ParameterizedTest(name = "{0} {1} -> {2}, {3}")
    @CsvSource({
        "409, AnotherOperationInProgress,        WAIT,           NOBODY",
        "409, EtagMismatch,                      WAIT,           NOBODY",
        "409, OperationNotAllowed,               WAIT,           NOBODY",
        "429, RetryableError,                    WAIT,           NOBODY",
        "400, ReferencedResourceNotProvisioned,  WAIT,           NOBODY",
        "429, Throttled,                         WAIT,           NOBODY",
        "409, StorageAccountOperationInProgress, WAIT,           NOBODY",
        "412, PreconditionFailed,                WAIT,           NOBODY",
        "500, InternalServerError,               RETRY,          NOBODY",
        "503, ServerBusy,                        WAIT,           NOBODY",
        "401, ExpiredAuthenticationToken,        RETRY,          NOBODY",
        "409, ScopeLocked,                       NEEDS_A_PERSON, ADMINISTRATOR",
        "403, RequestDisallowedByPolicy,         NEEDS_A_PERSON, ADMINISTRATOR",
        "409, QuotaExceeded,                     NEEDS_A_PERSON, ADMINISTRATOR",
        "403, AuthorizationFailed,               NEEDS_A_PERSON, ADMINISTRATOR",
        "409, MissingSubscriptionRegistration,   NEEDS_A_PERSON, ADMINISTRATOR",
        "400, InsufficientSubnetSize,            YOURS,          YOURS",
        "404, ResourceGroupNotFound,             YOURS,          YOURS",
        "404, ResourceNotFound,                  WORLD_CHANGED,  NOBODY",
        "400, SecurityRuleConflict,              WORLD_CHANGED,  NOBODY",
        "400, SubnetsHaveNoServiceEndpointsConfigured, WORLD_CHANGED, NOBODY",
        "409, NotLatestOperation,                WAIT,           NOBODY",
        "400, PropertyChangeNotAllowed,          YOURS,          YOURS",
        "400, ClusterNotFound,                   YOURS,          YOURS",
        "409, scopelocked,                       NEEDS_A_PERSON, ADMINISTRATOR"
    })
    void theCodeDecides(int status, String code, FailureClass failureClass, WhoseMove whoseMove) {
        ArmError error = new ArmError(List.of(code), "said Azure", status);

        assertThat(ArmErrors.judge(error, LONG_AGO)).isEqualTo(new ArmErrors.Verdict(failureClass, whoseMove));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "400, YOURS",
        "401, RETRY",
        "403, NEEDS_A_PERSON",
        "404, WORLD_CHANGED",
        "405, NEEDS_A_PERSON",
        "408, RETRY",
        "409, WAIT",
        "412, WAIT",
        "418, YOURS",
        "422, YOURS",
        "429, WAIT",
        "500, RETRY",
        "502, RETRY",
        "503, RETRY",
        "504, RETRY",
        "599, RETRY"
    })
    void withoutAKnownCodeTheStatusDecides(int status, FailureClass failureClass) {
        ArmError error = new ArmError(List.of("NeverHeardOf"), "", status);

        assertThat(ArmErrors.judge(error, LONG_AGO).failureClass()).isEqualTo(failureClass);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AuthorizationFailed",
                "LinkedAuthorizationFailed",
                "ParentResourceNotFound",
                "ResourceGroupNotFound"
            })
    void whatWasJustMadeIsWaitedForButNotForEver(String code) {
        ArmError error = new ArmError(List.of(code), "", 403);

        assertThat(ArmErrors.judge(error, Duration.ofSeconds(5)).failureClass()).isEqualTo(FailureClass.WAIT);
        assertThat(ArmErrors.judge(error, LONG_AGO).failureClass()).isNotEqualTo(FailureClass.WAIT);
    }

    @Test
    void oneCodeOfTheComputeServicesMeansBusyOrQuotaByItsMessage() {
        ArmError busy =
                new ArmError(List.of("OperationNotAllowed"), "in progress create managed cluster operation", 409);
        ArmError quota =
                new ArmError(List.of("OperationNotAllowed"), "exceeding approved Total Regional Cores quota", 409);

        assertThat(ArmErrors.judge(busy, LONG_AGO).failureClass()).isEqualTo(FailureClass.WAIT);
        assertThat(ArmErrors.judge(quota, LONG_AGO).failureClass()).isEqualTo(FailureClass.NEEDS_A_PERSON);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "InternalServerError, RETRY",
        "AnotherOperationInProgress, RETRY",
        "Failed, RETRY",
        "QuotaExceeded, NEEDS_A_PERSON",
        "ExtensionOperationFailed, NEEDS_A_PERSON",
        "ClusterNotReachable, NEEDS_A_PERSON",
        "NotLatestOperation, RETRY",
        "SubnetIsFull, YOURS"
    })
    void aLateFailureIsNeverWaitedFor(String code, FailureClass failureClass) {
        assertThat(ArmErrors.judgeLate(ArmError.of(code, "")).failureClass()).isEqualTo(failureClass);
    }

    @Test
    void theTableIsInTheOrderOfTheAlphabet() {
        assertThat(ErrorTable.BY_CODE).extracting(Row::code).isSortedAccordingTo(String::compareTo);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "with the envelope        | {'error':{'code':'ScopeLocked','message':'It is locked.'}}                          | ScopeLocked | It is locked.",
                "without it, as AKS       | {'code':'EtagMismatch','details':null,'message':'Changed.','subcode':''}            | EtagMismatch | Changed.",
                "details hold the reason  | {'error':{'code':'BadRequest','message':'Invalid.','details':[{'code':'SubnetIsFull','message':'Full.'}]}} | SubnetIsFull | Invalid. Full.",
                "JSON inside the message  | {'error':{'code':'Oops','message':'{\\'error\\':{\\'code\\':\\'QuotaExceeded\\',\\'message\\':\\'No cores.\\'}}'}} | QuotaExceeded | No cores.",
                "a sentence, then JSON    | {'error':{'code':'Oops','message':'Failed: {\\'code\\':\\'ScopeLocked\\',\\'message\\':\\'Locked.\\'}'}} | ScopeLocked | Failed: Locked.",
                "braces that are no JSON  | {'error':{'code':'Oops','message':'Use {name} here.'}}                              | Oops | Use {name} here.",
                "an inner error           | {'error':{'code':'Oops','message':'Bad.','innererror':{'code':'RequestDisallowedByPolicy'}}} | RequestDisallowedByPolicy | Bad.",
                "the same said twice      | {'error':{'code':'A','message':'Once.','details':[{'code':'B','message':'Once.'}]}} | A | Once.",
                "nothing to read          | {}                                                                                  | Http409 | Azure answered with status 409 and no reason."
            })
    void errorsAreReadAsServicesWriteThem(String name, String body, String code, String message) throws Exception {
        // A quoted quote stands for one inside a JSON text.
        String json = body.replace("\\'", "\u0000").replace("'", "\"").replace("\u0000", "\\\"");

        ArmError error = new ArmAnswer(409, Map.of(), JSON.readTree(json)).error();

        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).isEqualTo(message);
    }

    @Test
    void anAnswerThatIsNotJsonIsStillAnError() {
        assertThat(new ArmAnswer(502, Map.of(), null).error().code()).isEqualTo("Http502");
    }

    @Test
    void secretsAreTakenOutOfMessages() throws Exception {
        String body = """
                {"error":{"code":"X","message":"see https://a.example/op?sv=1&sig=abc%2Bdef= and AccountKey=zzz;EndpointSuffix=y Bearer eyJ0"}}""";

        String message =
                new ArmAnswer(400, Map.of(), JSON.readTree(body)).error().message();

        assertThat(message).doesNotContain("abc", "zzz", "eyJ0").contains("sig=***", "AccountKey=***;", "Bearer ***");
    }
}
