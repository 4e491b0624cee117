package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.GROUP;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.NETWORK;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static dev.palisade.local.arm.DemoWorld.SUBSCRIPTION;
import static dev.palisade.local.arm.DemoWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ARM itself asks of every request and says in every answer. */
class FrontDoorTest {
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void aRequestWithoutATokenIsRefused() {
        Answer refused = client.send("GET", NETWORK + NETWORK_API, null, "Authorization", "Basic abc");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("AuthenticationFailed");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer ");
    }

    @ParameterizedTest
    @CsvSource({
        "'', MissingApiVersionParameter, 'is required'",
        "?api-version=2015-01-01, InvalidApiVersionParameter, '2025-03-01'"
    })
    void anApiVersionIsNeededThatTheTypeHas(String query, String code, String explanation) {
        Answer refused = client.get(NETWORK + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.at("/error/message")).contains(explanation);
    }

    @ParameterizedTest
    @CsvSource({
        "/resourceGroups/nowhere/providers/Microsoft.Network/virtualNetworks/v, ResourceGroupNotFound",
        "/resourceGroups/mygroup/providers/Microsoft.Network/virtualNetworks/v, ResourceNotFound",
        "/resourceGroups/mygroup/providers/Microsoft.Network/virtualNetworks/v/subnets/s, ParentResourceNotFound",
        "/resourceGroups/mygroup/providers/Microsoft.Network/virtualNetworks/mynetwork/subnets/s, NotFound",
        "/resourceGroups/mygroup/providers/Microsoft.Network/teapots/t, InvalidResourceType",
        "/resourceGroups/mygroup/providers/Acme.Kettles/teapots/t, InvalidResourceNamespace",
    })
    void whatIsMissingIsSaidInTheWordsOfItsService(String path, String code) {
        Answer missing = client.get(SUBSCRIPTION + path + NETWORK_API);

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.code()).isEqualTo(code);
    }

    @Test
    void idsAreReadInAnyCaseAndShownInTheirOwn() {
        Answer shouted = client.get(NETWORK.toUpperCase(Locale.ROOT) + NETWORK_API);

        assertThat(shouted.status()).isEqualTo(200);
        assertThat(shouted.at("/id")).isEqualTo(NETWORK);
        assertThat(simulator.resource(DEFAULT_SUBNET.toUpperCase(Locale.ROOT))).isPresent();
    }

    @Test
    void aMethodThatATypeDoesNotOfferAndABodyThatIsNoJsonAreRefused() {
        assertThat(client.put(WORKSPACE + ML_API, "{}").status()).isEqualTo(405);
        for (String malformed : List.of("{oops", "[]", "{'properties':[]}")) {
            assertThat(client.put(DEFAULT_SUBNET + NETWORK_API, malformed).code())
                    .isEqualTo("InvalidRequestContent");
        }
    }

    @Test
    void everyAnswerCarriesItsIdsTheBudgetAndTheSimulatedTime() {
        Answer answer = client.send(
                "GET",
                GROUP + "?api-version=2025-04-01",
                null,
                "x-ms-client-request-id",
                "mine",
                "x-ms-correlation-request-id",
                "ours");

        assertThat(answer.header("x-ms-request-id")).isNotEmpty();
        assertThat(answer.header("x-ms-client-request-id")).isEqualTo("mine");
        assertThat(answer.header("x-ms-correlation-request-id")).isEqualTo("ours");
        assertThat(answer.header("x-ms-ratelimit-remaining-subscription-reads")).isEqualTo("249");
        assertThat(Instant.parse(answer.header("x-simulated-time"))).isNotNull();
    }

    @Test
    void aNetworkWriteIsGuardedByItsEntityTag() {
        String etag = client.get(DEFAULT_SUBNET + NETWORK_API).at("/etag");
        String body = DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage");

        assertThat(client.put(DEFAULT_SUBNET + NETWORK_API, body, "If-Match", "W/\"other\"")
                        .status())
                .isEqualTo(412);
        assertThat(client.put(DEFAULT_SUBNET + NETWORK_API, body, "If-None-Match", "*")
                        .code())
                .isEqualTo("PreconditionFailed");
        assertThat(client.put(DEFAULT_SUBNET + NETWORK_API, body, "If-Match", etag)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aClusterCreateIsGuardedAndItsConflictsHaveNoEnvelope() {
        assertThat(client.put(CLUSTER + AKS_API, DemoWorld.cluster(), "If-None-Match", "*")
                        .status())
                .isEqualTo(201);
        simulator.clock().advance(Duration.ofHours(1));

        assertThat(client.put(CLUSTER + AKS_API, DemoWorld.cluster(), "If-None-Match", "*")
                        .status())
                .isEqualTo(412);
        Answer mismatch = client.put(CLUSTER + AKS_API, DemoWorld.cluster(), "If-Match", "other");
        assertThat(mismatch.status()).isEqualTo(409);
        assertThat(mismatch.at("/code")).isEqualTo("EtagMismatch");
        assertThat(mismatch.body().has("error")).isFalse();
    }

    @Test
    void collectionsListWhatLiesInTheirScope() {
        assertThat(client.get(SUBSCRIPTION + "/resourcegroups?api-version=2025-04-01")
                        .at("/value/0/name"))
                .isEqualTo("mygroup");
        assertThat(client.get(NETWORK + "/subnets" + NETWORK_API).body().path("value"))
                .hasSize(2);
        assertThat(client.get(WORKSPACE + "/computes" + ML_API).body().path("value"))
                .isEmpty();
        assertThat(client.get(SUBSCRIPTION + "/providers/Microsoft.Network/virtualNetworks" + NETWORK_API)
                        .body()
                        .path("value"))
                .hasSize(1);
    }

    @Test
    void theAuditLogKeepsEveryRequestButNoSecret() {
        client.put(
                CLUSTER + AKS_API,
                DemoWorld.cluster().replace("'dnsPrefix'", "'windowsProfile':{'adminPassword':'hunter2'},'dnsPrefix'"));
        simulator.clock().advance(Duration.ofHours(1));
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());
        client.delete(CLUSTER + AKS_API);

        List<AuditEntry> audit = simulator.audit();
        assertThat(audit).extracting(AuditEntry::sequence).containsExactly(1L, 2L, 3L);
        assertThat(audit).extracting(AuditEntry::effect).containsExactly(Effect.CREATED, Effect.CHANGED, Effect.NONE);
        assertThat(audit.get(0).principal()).isEqualTo("tester");
        assertThat(audit.get(0).bodyHash()).hasSize(64);
        assertThat(audit.toString()).doesNotContain("hunter2");
        assertThat(simulator.resources().toString()).doesNotContain("hunter2");
    }

    @Test
    void theAuditLogNamesTheSubjectOfATokenAndNeverTheToken() {
        String claims = "{\"oid\":\"00000000-aaaa-bbbb-cccc-000000000000\"}";
        String token =
                "header." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".sealed";
        client.send("GET", NETWORK + NETWORK_API, null, "Authorization", "Bearer " + token);
        client.send("GET", NETWORK + NETWORK_API, null, "Authorization", "Bearer Opaque/Token");

        assertThat(simulator.audit().get(0).principal()).isEqualTo("00000000-aaaa-bbbb-cccc-000000000000");
        assertThat(simulator.audit().get(1).principal()).startsWith("token ");
        assertThat(simulator.audit().toString()).doesNotContain("sealed", "Opaque");
    }

    @Test
    void aTokenThatHasRunOutIsRefusedAndOneThatHasNotIsNot() {
        long expiry = simulator.clock().now().plus(Duration.ofHours(1)).getEpochSecond();
        String token = token("simulated-azure", expiry);
        Answer before = client.send("GET", NETWORK + NETWORK_API, null, "Authorization", "Bearer " + token);

        simulator.clock().advance(Duration.ofHours(2));
        Answer after = client.send("GET", NETWORK + NETWORK_API, null, "Authorization", "Bearer " + token);

        assertThat(before.status()).isNotEqualTo(401);
        Answer real = client.send(
                "GET",
                NETWORK + NETWORK_API,
                null,
                "Authorization",
                "Bearer " + token("https://sts.windows.net/", expiry));

        assertThat(real.status()).as("a real one, whose hour is not over").isNotEqualTo(401);
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.code()).isEqualTo("ExpiredAuthenticationToken");
        assertThat(after.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(simulator.audit()).extracting(AuditEntry::status).contains(401);
        assertThat(simulator.audit().toString()).doesNotContain("sealed");
    }

    private static String token(String issuer, long expiry) {
        String claims = "{\"iss\":\"" + issuer + "\",\"oid\":\"somebody\",\"exp\":" + expiry + "}";
        return "header." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".sealed";
    }

    @Test
    void theSignatureOfAnOperationUrlIsNotKeptInTheAuditLog() {
        String operation = client.put(CLUSTER + AKS_API, DemoWorld.cluster()).header("Azure-AsyncOperation");

        client.get(operation);

        String signature = operation.substring(operation.indexOf("&s=") + 3);
        assertThat(simulator.audit().get(1).path()).contains("/operations/").doesNotContain(signature);
        assertThat(simulator.audit().get(1).resource()).isEqualTo(CLUSTER.toLowerCase(Locale.ROOT));
    }
}
