package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.activities.arm.RequestBudget.Going;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestBudgetTest {
    private static final String HOST = "management.azure.com";
    private static final String GROUP = "/subscriptions/1111/resourceGroups/mygroup";
    private static final String STORAGE = GROUP + "/providers/Microsoft.Storage/storageAccounts/one";
    private static final String CLUSTER = GROUP + "/providers/Microsoft.ContainerService/managedClusters/myaks";
    private static final String OTHER_SUBSCRIPTION =
            "/subscriptions/2222/resourceGroups/mygroup/providers/Microsoft.Storage/storageAccounts/one";
    private static final String WRITES_LEFT = "x-ms-ratelimit-remaining-subscription-writes";

    private final HandDrivenTime time = new HandDrivenTime();
    private final RequestBudget budget = budget(SimulatedTime.REAL, 0);

    private RequestBudget budget(SimulatedTime azure, double random) {
        return new RequestBudget(azure, time::now, time::waitFor, () -> random);
    }

    @Test
    void nothingWaitsWhileNothingIsKnown() {
        for (int i = 0; i < 1000; i++) {
            go(put(STORAGE));
        }

        assertThat(time.waits()).isEmpty();
        assertThat(budget.closed()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wishes")
    void noRequestThatTheLimitCountsGoesOutBeforeAzureWishesIt(Map<String, String> headers, Duration window) {
        refuse(put(STORAGE), "SubscriptionRequestsThrottled", headers);

        time.pass(window.minus(RequestBudget.MOMENT).minusMillis(1));
        assertThat(putOff(put(CLUSTER)).opensIn()).isEqualTo(RequestBudget.MOMENT.plusMillis(1));

        time.pass(Duration.ofMillis(1));
        go(put(CLUSTER));
        assertThat(time.waits()).containsExactly(RequestBudget.MOMENT);
    }

    static Stream<Arguments> wishes() {
        return Stream.of(
                Arguments.of(Map.of("Retry-After", "17"), Duration.ofSeconds(17)),
                Arguments.of(
                        Map.of("Retry-After", "Mon, 23 Nov 2026 12:00:30 GMT", "Date", "Mon, 23 Nov 2026 12:00:00 GMT"),
                        Duration.ofSeconds(30)),
                Arguments.of(Map.of("Retry-After", "13", "x-ms-retry-after-ms", "12250"), Duration.ofMillis(12250)),
                Arguments.of(Map.of("Retry-After", "1800"), Duration.ofMinutes(30)),
                Arguments.of(Map.of("Retry-After", "999999999"), Duration.ofHours(1)),
                Arguments.of(Map.of("Retry-After", "0"), Duration.ofSeconds(15)),
                Arguments.of(Map.of(), Duration.ofSeconds(15)));
    }

    @Test
    void withoutAWishTheWaitIsOfAzuresTime() {
        RequestBudget fast = budget(new SimulatedTime(10), 0);

        refuse(fast, put(STORAGE), "SubscriptionRequestsThrottled", Map.of());

        fast.await(put(STORAGE)).close();
        assertThat(time.waits()).containsExactly(Duration.ofMillis(1500));
    }

    @Test
    void armsLimitIsThatOfOneSubscriptionAndOneClass() {
        refuse(put(STORAGE), "SubscriptionRequestsThrottled", Map.of("Retry-After", "60"));

        assertThat(putOff(put(STORAGE)).getMessage()).isEqualTo("writes, subscription 1111");
        assertThat(putOff(call(HttpMethod.PATCH, CLUSTER)).getMessage()).isEqualTo("writes, subscription 1111");
        assertThat(putOff(call(HttpMethod.POST, GROUP)).getMessage()).isEqualTo("writes, subscription 1111");
        go(call(HttpMethod.GET, STORAGE));
        go(call(HttpMethod.DELETE, STORAGE));
        go(put(OTHER_SUBSCRIPTION));
        go(ArmCall.of(HttpMethod.PUT, "koreacentral." + HOST, STORAGE));
        assertThat(time.waits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Throttled", "TooManyRequests", "ResourceRequestsThrottled"})
    void aProvidersLimitIsNobodyElses(String code) {
        refuse(put(CLUSTER), code, Map.of("Retry-After", "60"));

        assertThat(putOff(put(CLUSTER)).getMessage())
                .isEqualTo("writes to microsoft.containerservice, subscription 1111");
        go(put(STORAGE));
        go(put(CLUSTER + "/providers/Microsoft.KubernetesConfiguration/extensions/azureml"));
        go(call(HttpMethod.GET, CLUSTER));
    }

    @ParameterizedTest
    @CsvSource({"RetryableError", "ReferencedResourceNotProvisioned", "AnotherOperationInProgress", "QuotaExceeded"})
    void whatIsBusyOrUsedUpClosesNothing(String code) {
        budget.learn(put(STORAGE), answer(429, code, Map.of("Retry-After", "60")));

        go(put(STORAGE));
        assertThat(budget.closed()).isEmpty();
    }

    @Test
    void aCodeThatNobodyKnowsIsTheProvidersIfArmHasRequestsLeft() {
        refuse(put(STORAGE), "SlowDown", Map.of("Retry-After", "60", WRITES_LEFT, "150"));

        assertThat(putOff(put(STORAGE)).getMessage()).isEqualTo("writes to microsoft.storage, subscription 1111");
        go(put(CLUSTER));
    }

    @Test
    void aCodeThatNobodyKnowsIsArmsIfArmDoesNotSay() {
        refuse(put(STORAGE), "SlowDown", Map.of("Retry-After", "60"));

        assertThat(putOff(put(CLUSTER)).getMessage()).isEqualTo("writes, subscription 1111");
    }

    @Test
    void anOtherRefusalClosesNothing() {
        budget.learn(put(STORAGE), answer(500, "InternalServerError", Map.of("Retry-After", "60")));
        budget.learn(put(STORAGE), answer(409, "Conflict", Map.of("Retry-After", "60")));

        go(put(STORAGE));
    }

    @Test
    void aServiceThatSaysForHowLongItIsUnavailableIsLeftAloneByAll() {
        budget.learn(put(STORAGE), answer(503, "ServiceUnavailable", Map.of("Retry-After", "60", WRITES_LEFT, "150")));

        ArmThrottled other = putOff(put(STORAGE));
        assertThat(other.opensIn()).isEqualTo(Duration.ofSeconds(60));
        assertThat(other).hasMessage("writes to microsoft.storage, subscription 1111: the service is unavailable");
        go(put(CLUSTER));
        go(call(HttpMethod.GET, STORAGE));
        time.pass(Duration.ofSeconds(60));
        go(put(STORAGE));
        assertThat(budget.closed()).isEmpty();
    }

    @Test
    void anUnavailabilityThatNobodyIsKnownToHaveToldMayBeArmsButIsBelievedToBeOnlyForAWhile() {
        budget.learn(put(STORAGE), answer(503, "ServiceUnavailable", Map.of("Retry-After", "1800")));

        ArmThrottled other = putOff(put(CLUSTER));
        assertThat(other).hasMessage("writes, subscription 1111: the service is unavailable");
        assertThat(other.opensIn()).isEqualTo(Duration.ofSeconds(60));

        time.pass(Duration.ofSeconds(60));
        go(put(CLUSTER));
        ArmThrottled same = putOff(put(STORAGE));
        assertThat(same).hasMessage("writes to microsoft.storage, subscription 1111: the service is unavailable");
        assertThat(same.opensIn()).isEqualTo(Duration.ofMinutes(29));
        go(call(HttpMethod.GET, STORAGE));
    }

    @Test
    void anUnavailabilityOfWhatArmItselfServesIsObeyedInFull() {
        budget.learn(put(GROUP), answer(503, "ServiceUnavailable", Map.of("Retry-After", "1800")));

        assertThat(putOff(put(CLUSTER)).opensIn()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aServiceThatIsUnavailableWhileArmsRequestsAreUsedUpIsStillNotArm() {
        budget.learn(put(STORAGE), answer(503, "ServiceUnavailable", Map.of("Retry-After", "1800", WRITES_LEFT, "0")));

        go(put(CLUSTER));
        assertThat(putOff(put(STORAGE)).opensIn()).isEqualTo(Duration.ofMinutes(30));
    }

    @ParameterizedTest
    @MethodSource("noWishes")
    void anUnavailabilityThatDoesNotSayForHowLongConcernsNobodyElse(Map<String, String> headers) {
        budget.learn(put(STORAGE), answer(503, "ServiceUnavailable", headers));

        go(put(STORAGE));
        assertThat(budget.closed()).isEmpty();
    }

    static Stream<Map<String, String>> noWishes() {
        return Stream.of(Map.of(), Map.of("Retry-After", "0"), Map.of("Retry-After", "soon"));
    }

    @Test
    void aShorterWishDoesNotOpenWhatALongerOneCloses() {
        refuse(put(STORAGE), "SubscriptionRequestsThrottled", Map.of("Retry-After", "60"));
        refuse(put(STORAGE), "SubscriptionRequestsThrottled", Map.of("Retry-After", "5"));

        assertThat(putOff(put(STORAGE)).opensIn()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void thoseWhoArePutOffAreToldToComeBackOneByOneAndNoneBeforeItOpens() {
        refuse(put(STORAGE), "SubscriptionRequestsThrottled", Map.of("Retry-After", "20"));

        List<Duration> returns = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            returns.add(putOff(put(STORAGE)).comeAgainIn());
        }

        assertThat(returns).doesNotHaveDuplicates().isSorted();
        assertThat(returns.get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        // As fast as ARM refills: ten writes a second.
        assertThat(returns.get(39)).isEqualTo(Duration.ofSeconds(24));
        assertThat(budget.putOff()).isEqualTo(41);
    }

    @Test
    void twoWorkersDoNotTellTheSameTime() {
        RequestBudget other = budget(SimulatedTime.REAL, 0.5);
        refuse(put(STORAGE), "SubscriptionRequestsThrottled", Map.of("Retry-After", "20"));
        refuse(other, put(STORAGE), "SubscriptionRequestsThrottled", Map.of("Retry-After", "20"));

        assertThat(putOff(other, put(STORAGE))
                        .comeAgainIn()
                        .minus(putOff(put(STORAGE)).comeAgainIn()))
                .isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void howeverManyArePutOffNobodyIsForgotten() {
        refuse(put(CLUSTER), "Throttled", Map.of("Retry-After", "20"));

        for (int i = 0; i < 1000; i++) {
            assertThat(putOff(put(CLUSTER)).comeAgainIn()).isLessThanOrEqualTo(Duration.ofSeconds(80));
        }
    }

    @Test
    void afterAWindowRequestsBeginOneByOne() {
        refuse(put(STORAGE), "SubscriptionRequestsThrottled", Map.of("Retry-After", "20"));
        time.pass(Duration.ofSeconds(20));

        go(put(STORAGE));
        go(put(STORAGE));

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void afterAProvidersWindowNothingHoldsBackWhatItHasNotCounted() {
        refuse(put(CLUSTER), "Throttled", Map.of("Retry-After", "5"));
        time.pass(Duration.ofSeconds(5));

        for (int i = 0; i < 100; i++) {
            go(put(CLUSTER));
        }

        assertThat(time.waits()).isEmpty();
    }

    @Test
    void aProvidersCountIsForgottenWhenItIsOld() {
        String machine = GROUP + "/providers/Microsoft.Compute/virtualMachines/vm";
        ArmCall read = call(HttpMethod.GET, machine);
        told(read, answer(200, "", Map.of("x-ms-ratelimit-remaining-resource", "a;0")));
        go(read);
        go(read);
        assertThat(time.waits()).isNotEmpty();
        int waits = time.waits().size();

        time.pass(Duration.ofSeconds(61));
        for (int i = 0; i < 100; i++) {
            go(read);
        }

        assertThat(time.waits()).hasSize(waits);
    }

    @Test
    void anAttemptOfSeveralReadsGetsThemThoughFewAreLeft() {
        ArmCall read = call(HttpMethod.GET, STORAGE);
        told(read, answer(200, "", Map.of("x-ms-ratelimit-remaining-subscription-reads", "0")));

        for (int i = 0; i < 40; i++) {
            go(read);
        }

        assertThat(time.waits()).isNotEmpty();
    }

    @Test
    void whenFewAreLeftRequestsGoOneAfterAnotherTheSlowerTheFewer() {
        left(20);
        go(put(STORAGE));
        go(put(STORAGE));
        Duration first = time.waits().get(0);
        left(10);
        go(put(STORAGE));
        Duration later = time.waits().get(1);

        assertThat(first).isBetween(Duration.ofMillis(100), Duration.ofMillis(110));
        assertThat(later).isBetween(Duration.ofMillis(180), Duration.ofMillis(200));
    }

    @Test
    void whenNoneIsLeftRequestsWaitBeforeAzureHasToRefuseThem() {
        go(put(STORAGE));
        left(0);

        go(put(STORAGE));

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(1));
        assertThat(budget.closed()).isEmpty();
    }

    @Test
    void whatArmRefillsMeanwhileIsThereAgain() {
        left(5);
        time.pass(Duration.ofSeconds(3));

        for (int i = 0; i < 15; i++) {
            go(put(STORAGE));
        }

        assertThat(time.waits()).isEmpty();
    }

    @Test
    void nobodyWaitsLongerThanUntilTheBucketHasRefilled() {
        ArmCall read = call(HttpMethod.GET, STORAGE);
        told(read, answer(200, "", Map.of("x-ms-ratelimit-remaining-subscription-reads", "0")));

        go(read);

        assertThat(time.waits()).containsExactly(Duration.ofMillis(800));
    }

    @Test
    void whatManyAskAtOnceIsDeductedBeforeAzureSaysSo() {
        left(40);

        for (int i = 0; i < 20; i++) {
            go(put(STORAGE));
        }
        assertThat(time.waits()).isEmpty();

        go(put(STORAGE));
        go(put(STORAGE));
        assertThat(time.waits()).isNotEmpty();
    }

    @Test
    void whatWasUnderWayWithARequestIsDeductedFromTheCountInItsAnswer() {
        Going first = budget.await(put(STORAGE));
        List<Going> others = IntStream.range(0, 30)
                .mapToObj(each -> budget.await(put(CLUSTER)))
                .toList();

        first.answered(left("40"));

        go(put(STORAGE));
        assertThat(time.waits()).as("ten may be left").isNotEmpty();
        others.forEach(Going::close);
    }

    @Test
    void whatHadItsAnswerBeforeARequestWentIsNotDeductedAgain() {
        for (int i = 0; i < 30; i++) {
            go(put(CLUSTER));
        }

        told(put(STORAGE), left("40"));

        go(put(STORAGE));
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void aCountThatComesLateTellsNothingNew() {
        Going slow = budget.await(put(STORAGE));
        told(put(CLUSTER), left("5"));

        slow.answered(left("150"));

        go(put(STORAGE));
        assertThat(time.waits()).isNotEmpty();
    }

    @Test
    void aCountOfAClassThatTheRequestIsNotOfIsLessWhatOfItIsUnderWay() {
        List<Going> writes = IntStream.range(0, 30)
                .mapToObj(each -> budget.await(put(CLUSTER)))
                .toList();

        told(call(HttpMethod.GET, STORAGE), left("40"));

        go(put(STORAGE));
        assertThat(time.waits()).isNotEmpty();
        writes.forEach(Going::close);
    }

    @Test
    void whoIsSentAwayAtItsTurnIsNotUnderWay() {
        left(10);
        go(put(STORAGE));
        time.meanwhile(() -> refuse(put(STORAGE), "SubscriptionRequestsThrottled", Map.of("Retry-After", "30")));
        putOff(put(STORAGE));
        assertThat(time.waits()).as("it waited for its turn").hasSize(1);
        time.meanwhile(() -> {});
        time.pass(Duration.ofSeconds(40));

        left(Pace.FEW);
        go(put(STORAGE));

        assertThat(time.waits()).hasSize(1);
    }

    @Test
    void theLeastOfSeveralCountsIsWhatIsLeft() {
        told(
                put(STORAGE),
                answer(
                        200,
                        "",
                        Map.of(WRITES_LEFT, "180", "x-ms-ratelimit-remaining-subscription-global-writes", "1")));

        go(put(STORAGE));
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aProvidersOwnCountSlowsOnlyWhatGoesToIt() {
        String machine = GROUP + "/providers/Microsoft.Compute/virtualMachines/vm";
        told(
                call(HttpMethod.GET, machine),
                answer(
                        200,
                        "",
                        Map.of(
                                "x-ms-ratelimit-remaining-resource",
                                "Microsoft.Compute/HighCostGet3Min;7,Microsoft.Compute/HighCostGet30Min;800")));

        go(call(HttpMethod.GET, STORAGE));
        go(put(machine));
        assertThat(time.waits()).isEmpty();
        go(call(HttpMethod.GET, machine));
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"many", "-3", "''", "99999999999"})
    void aCountThatCannotBeReadStopsNobody(String count) {
        told(put(STORAGE), left(count));

        go(put(STORAGE));
        go(put(STORAGE));
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void whoWaitsForItsTurnDoesNotGoIntoAWindowThatClosesMeanwhile() {
        left(10);
        go(put(STORAGE));
        time.meanwhile(() -> refuse(put(CLUSTER), "SubscriptionRequestsThrottled", Map.of("Retry-After", "30")));

        assertThat(putOff(put(STORAGE)).opensIn()).isEqualTo(Duration.ofSeconds(30));
        assertThat(time.waits()).hasSize(1);
    }

    @Test
    void whoWaitsForArmDoesNotGoIntoTheWindowOfAProvider() {
        left(10);
        go(put(STORAGE));
        time.meanwhile(() -> {
            IntStream.range(0, 20).forEach(each -> budget.reserve(put(CLUSTER)));
            refuse(put(STORAGE), "TooManyRequests", Map.of("Retry-After", "1"));
        });

        assertThat(putOff(put(STORAGE))).hasMessage("writes to microsoft.storage, subscription 1111");
        assertThat(time.waits()).hasSize(1);
    }

    @Test
    void aRefusalCarriesAzuresAnswerAndTheSameWait() {
        ArmThrottled refused = refuse(put(STORAGE), "SubscriptionRequestsThrottled", Map.of("Retry-After", "20"));

        assertThat(refused.answer()).isNotNull();
        assertThat(refused.opensIn()).isEqualTo(Duration.ofSeconds(20));
        assertThat(refused.comeAgainIn()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        assertThat(budget.closed())
                .containsExactly(new RequestBudget.Closed("writes, subscription 1111", Duration.ofSeconds(20)));
    }

    /** Told by the answer to a read, so that no write has gone for it. */
    private void left(int requests) {
        told(call(HttpMethod.GET, GROUP), left(Integer.toString(requests)));
    }

    private static ArmAnswer left(String writes) {
        return answer(200, "", Map.of(WRITES_LEFT, writes));
    }

    /** Sends a request, and has an answer that tells nothing. */
    private void go(ArmCall call) {
        budget.await(call).close();
    }

    private void told(ArmCall call, ArmAnswer answer) {
        try (Going going = budget.await(call)) {
            going.answered(answer);
        }
    }

    private ArmThrottled refuse(ArmCall call, String code, Map<String, String> headers) {
        return refuse(budget, call, code, headers);
    }

    private static ArmThrottled refuse(RequestBudget budget, ArmCall call, String code, Map<String, String> headers) {
        return throttled(() -> budget.learn(call, answer(429, code, headers)));
    }

    private ArmThrottled putOff(ArmCall call) {
        return putOff(budget, call);
    }

    private static ArmThrottled putOff(RequestBudget budget, ArmCall call) {
        return throttled(() -> budget.await(call));
    }

    private static ArmThrottled throttled(Runnable action) {
        ArmThrottled thrown = catchThrowableOfType(ArmThrottled.class, action::run);
        assertThat(thrown)
                .as("a wait for the limit, instead of a request to Azure")
                .isNotNull();
        return thrown;
    }

    private static ArmCall put(String path) {
        return call(HttpMethod.PUT, path);
    }

    private static ArmCall call(HttpMethod method, String path) {
        return ArmCall.of(method, HOST, path);
    }

    private static ArmAnswer answer(int status, String code, Map<String, String> headers) {
        JsonNode error = JsonNodeFactory.instance.objectNode().put("code", code);
        return new ArmAnswer(
                status,
                headers,
                status < 400 ? null : JsonNodeFactory.instance.objectNode().set("error", error));
    }
}
