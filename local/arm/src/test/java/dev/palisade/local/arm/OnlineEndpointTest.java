package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.ATTACHMENT;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.EXTENSION;
import static dev.palisade.local.arm.DemoWorld.EXTENSION_API;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models, endpoints, the versions behind them, and who takes what of the traffic. */
class OnlineEndpointTest {
    private static final String MODELS = WORKSPACE + "/models/churn";
    private static final String ENDPOINT = WORKSPACE + "/onlineEndpoints/churn";
    private static final String BLUE = ENDPOINT + "/deployments/blue";
    private static final String GREEN = ENDPOINT + "/deployments/green";
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(30);

    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @BeforeEach
    void attachAClusterAndRegisterModels() {
        prepare(CLUSTER + AKS_API, DemoWorld.cluster());
        prepare(EXTENSION + EXTENSION_API, DemoWorld.extension());
        prepare(ATTACHMENT + ML_API, DemoWorld.kubernetesAttachment("default"));
        prepare(MODELS + ML_API, "{'properties':{}}");
        prepare(MODELS + "/versions/1" + ML_API, model("mlflow_model"));
        prepare(MODELS + "/versions/2" + ML_API, model("custom_model"));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    private void prepare(String path, String body) {
        assertThat(client.put(path, body).status()).isIn(200, 201);
        simulator.clock().advance(LONG_ENOUGH);
    }

    private static String model(String type) {
        return "{'properties':{'modelType':'" + type + "','modelUri':'azureml://jobs/1/outputs/model'}}";
    }

    private static String endpoint(String mode, String compute, String traffic) {
        return "{'location':'koreacentral','properties':{'authMode':'" + mode + "','compute':'" + compute
                + "','traffic':{" + traffic + "}}}";
    }

    private static String endpoint(String traffic) {
        return endpoint("Key", ATTACHMENT, traffic);
    }

    private static String version(int model) {
        return "{'location':'koreacentral','properties':{'endpointComputeType':'Kubernetes','model':'" + MODELS
                + "/versions/" + model + "','containerResourceRequirements':{'containerResourceRequests':"
                + "{'cpu':'100m','memory':'0.5Gi'},'containerResourceLimits':{'cpu':'0.1','memory':'512Mi'}}}}";
    }

    private void serve() {
        prepare(ENDPOINT + ML_API, endpoint(""));
        prepare(BLUE + ML_API, version(1));
        prepare(GREEN + ML_API, version(1));
        prepare(ENDPOINT + ML_API, endpoint("'blue':90,'green':10"));
    }

    private static String detail(Answer answer) {
        return answer.at("/error/details/0/code");
    }

    @Test
    void anEndpointComesByAnOperationOfTheWorkspacesFrontEnd() {
        Answer begun = client.put(ENDPOINT + ML_API, endpoint(""));
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.at("/properties/provisioningState")).isEqualTo("Creating");
        assertThat(begun.header("Azure-AsyncOperation")).contains("/mfeOperationsStatus/");
        assertThat(client.put(ENDPOINT + ML_API, endpoint("")).status()).isEqualTo(409);
        simulator.clock().advance(LONG_ENOUGH);

        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("Succeeded");
        Answer endpoint = client.get(ENDPOINT + ML_API);
        assertThat(endpoint.at("/properties/scoringUri")).endsWith("/churn/score");
        assertThat(endpoint.body().at("/properties/keys").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'blue':90 | BadArgument",
                "'blue':50,'red':50 | DeploymentNotFound",
                "'blue':-1,'green':101 | BadArgument",
            },
            quoteCharacter = '"')
    void sharesAreOfVersionsThatAreThereAndMakeAWhole(String shares, String code) {
        serve();

        Answer refused = client.put(ENDPOINT + ML_API, endpoint(shares));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(detail(refused)).isEqualTo(code);
        assertThat(client.get(ENDPOINT + ML_API).at("/properties/traffic/blue")).isEqualTo("90");
    }

    @Test
    void aWriteThatSaysNothingOfTheTrafficTakesAllOfItAway() {
        serve();

        prepare(
                ENDPOINT + ML_API,
                "{'location':'koreacentral','properties':{'authMode':'Key','compute':'" + ATTACHMENT + "'}}");

        assertThat(client.get(ENDPOINT + ML_API).body().at("/properties/traffic"))
                .isEmpty();
    }

    @Test
    void aVersionThatIsNotReadyIsGivenNoTraffic() {
        serve();
        client.put(ENDPOINT + "/deployments/red" + ML_API, version(1));

        Answer refused = client.put(ENDPOINT + ML_API, endpoint("'blue':90,'red':10"));

        assertThat(detail(refused)).isEqualTo("DeploymentNotReady");
    }

    @Test
    void aVersionWithTrafficIsNotDeletedAndOneWithoutIsGoneFromTheMap() {
        serve();
        assertThat(detail(client.delete(GREEN + ML_API))).isEqualTo("DeploymentHasTraffic");
        prepare(ENDPOINT + ML_API, endpoint("'blue':100,'green':0"));

        Answer begun = client.delete(GREEN + ML_API);
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.header("Azure-AsyncOperation")).isEmpty();
        assertThat(client.get(begun.header("Location")).status()).isEqualTo(202);
        simulator.clock().advance(LONG_ENOUGH);

        assertThat(client.get(begun.header("Location")).status()).isEqualTo(204);
        assertThat(client.get(GREEN + ML_API).status()).isEqualTo(404);
        assertThat(client.get(ENDPOINT + ML_API)
                        .body()
                        .at("/properties/traffic")
                        .has("green"))
                .isFalse();
    }

    @Test
    void anEndpointGoesWithItsVersionsWhateverTheirTraffic() {
        serve();
        client.delete(ENDPOINT + ML_API);
        simulator.clock().advance(LONG_ENOUGH);

        assertThat(client.get(ENDPOINT + ML_API).status()).isEqualTo(404);
        assertThat(client.get(BLUE + ML_API).status()).isEqualTo(404);
    }

    @Test
    void aClusterIsNotDetachedWhileEndpointsAreServedFromIt() {
        serve();

        Answer refused = client.delete(ATTACHMENT + ML_API + "&underlyingResourceAction=Detach");

        assertThat(detail(refused)).isEqualTo("ComputeHasDependentEndpoints");
        assertThat(refused.at("/error/message")).contains("churn");
    }

    @Test
    void endpointsOnClassicAttachmentsAreNotSupported() {
        client.delete(ATTACHMENT + ML_API + "&underlyingResourceAction=Detach");
        simulator.clock().advance(LONG_ENOUGH);
        prepare(ATTACHMENT + ML_API, DemoWorld.aksAttachment("FastProd"));

        assertThat(detail(client.put(ENDPOINT + ML_API, endpoint("")))).isEqualTo("NotSupported");
    }

    @Test
    void aVersionNeedsItsModelAndACustomOneAnEnvironment() {
        prepare(ENDPOINT + ML_API, endpoint(""));

        assertThat(detail(client.put(BLUE + ML_API, version(7)))).isEqualTo("ResourceNotFound");
        assertThat(detail(client.put(BLUE + ML_API, version(2)))).isEqualTo("BadArgument");
        assertThat(client.put(BLUE + ML_API, version(1)).status()).isEqualTo(201);
    }

    @Test
    void whatARegisteredModelPointsToNeverChanges() {
        Answer refused = client.put(MODELS + "/versions/1" + ML_API, model("triton_model"));

        assertThat(detail(refused)).isEqualTo("ImmutableProperty");
    }

    @Test
    void keysAreShownOnlyToWhoAsksForThemAndOneIsRegeneratedAtATime() {
        serve();
        Answer before = client.post(ENDPOINT + "/listKeys" + ML_API, "");
        assertThat(client.get(ENDPOINT + ML_API).body().toString()).doesNotContain(before.at("/primaryKey"));

        Answer begun = client.post(ENDPOINT + "/regenerateKeys" + ML_API, "{'keyType':'Secondary'}");
        assertThat(begun.status()).isEqualTo(202);
        simulator.clock().advance(LONG_ENOUGH);
        assertThat(client.get(begun.header("Location")).status()).isEqualTo(204);

        Answer after = client.post(ENDPOINT + "/listKeys" + ML_API, "");
        assertThat(after.at("/primaryKey")).isEqualTo(before.at("/primaryKey")).isNotEmpty();
        assertThat(after.at("/secondaryKey"))
                .isNotEqualTo(before.at("/secondaryKey"))
                .isNotEmpty();
        assertThat(simulator.audit().toString()).doesNotContain(after.at("/secondaryKey"));
        assertThat(client.post(ENDPOINT + "/token" + ML_API, "").status()).isEqualTo(400);
    }

    @Test
    void anEndpointWithTokensGivesOneThatRunsOutAndHasNoKeys() {
        prepare(ENDPOINT + ML_API, endpoint("AMLToken", ATTACHMENT, ""));

        Answer token = client.post(ENDPOINT + "/token" + ML_API, "");

        assertThat(token.at("/accessToken")).isNotEmpty();
        assertThat(token.body().path("refreshAfterTimeUtc").asLong())
                .isLessThan(token.body().path("expiryTimeUtc").asLong());
        assertThat(client.post(ENDPOINT + "/listKeys" + ML_API, "").status()).isEqualTo(400);
    }

    @Test
    void aVersionHasLogsOnceItsContainersHaveStarted() {
        prepare(ENDPOINT + ML_API, endpoint(""));
        client.put(BLUE + ML_API, version(1));
        assertThat(client.post(BLUE + "/getLogs" + ML_API, "{'tail':10}").status())
                .isEqualTo(404);
        simulator.clock().advance(LONG_ENOUGH);

        assertThat(client.post(BLUE + "/getLogs" + ML_API, "{'containerType':'InferenceServer','tail':10}")
                        .at("/content"))
                .contains("ready");
    }
}
