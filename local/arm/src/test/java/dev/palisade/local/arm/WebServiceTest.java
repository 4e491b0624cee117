package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.ATTACHMENT;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.arm.fault.FaultKind;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The services API of 2021-04-01: one service, or an endpoint with versions, on a cluster that is attached the classic way. */
class WebServiceTest {
    private static final String API = "?api-version=2021-04-01";
    private static final String SERVICES = WORKSPACE + "/services";
    private static final String SERVICE = SERVICES + "/churn";
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(30);

    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @BeforeEach
    void attachAClusterAndRegisterAssets() {
        prepare(CLUSTER + AKS_API, DemoWorld.cluster());
        prepare(ATTACHMENT + ML_API, DemoWorld.aksAttachment("FastProd"));
        prepare(WORKSPACE + "/models/churn" + ML_API, "{'properties':{}}");
        prepare(
                WORKSPACE + "/models/churn/versions/1" + ML_API,
                "{'properties':{'modelType':'custom_model','modelUri':'azureml://jobs/1/outputs/model'}}");
        prepare(WORKSPACE + "/environments/sklearn" + ML_API, "{'properties':{}}");
        prepare(WORKSPACE + "/environments/sklearn/versions/3" + ML_API, "{'properties':{'image':'mcr.example/sk:3'}}");
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    private Answer prepare(String path, String body) {
        Answer answer = client.put(path, body);
        assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
        simulator.clock().advance(LONG_ENOUGH);
        return answer;
    }

    private static String image(String model) {
        return "'environmentImageRequest':{'driverProgram':'score.py','modelIds':['" + model
                + "'],'environmentReference':{'name':'sklearn','version':'3'}}";
    }

    private static String version(String more) {
        return "{" + image("churn:1") + ",'containerResourceRequirements':{'cpu':0.1,'memoryInGB':0.2}"
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private static String endpoint(String versions, String more) {
        return "{'computeType':'AKSENDPOINT','computeName':'myaks','variants':{" + versions + "}"
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private static final String TWO =
            "'versiona':" + version("'isDefault':true,'trafficPercentile':20,'type':'Control'") + ",'versionb':"
                    + version("'trafficPercentile':10");

    private static String detail(Answer answer) {
        return answer.at("/error/details/0/code");
    }

    @Test
    void anEndpointComesByOneWriteWithAllItsVersionsAndAStateOfItsOwn() {
        Answer begun = client.put(SERVICE + API, endpoint(TWO, "'kvTags':{'team':'us'},'description':'testing'"));
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.at("/properties/state")).isEqualTo("Transitioning");
        simulator.clock().advance(LONG_ENOUGH);

        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("Succeeded");
        Answer service = client.get(SERVICE + API);
        assertThat(service.at("/type")).isEqualTo("Microsoft.MachineLearningServices/workspaces/services");
        assertThat(service.at("/properties/state")).isEqualTo("Healthy");
        assertThat(service.body().at("/properties").has("provisioningState")).isFalse();
        assertThat(service.body().has("location")).isFalse();
        assertThat(service.at("/properties/namespace")).isEqualTo("azureml-ws");
        assertThat(service.at("/properties/kvTags/team")).isEqualTo("us");
        assertThat(service.at("/properties/scoringUri")).endsWith("/churn/score");
        assertThat(service.at("/properties/variants/versiona/isDefault")).isEqualTo("true");
        assertThat(service.at("/properties/variants/versiona/type")).isEqualTo("Control");
        assertThat(service.at("/properties/variants/versionb/type")).isEqualTo("Treatment");
        assertThat(service.at("/properties/variants/versionb/trafficPercentile"))
                .isEqualTo("10.0");
        assertThat(service.at("/properties/variants/versiona/containerResourceRequirements/cpu"))
                .isEqualTo("0.1");
        assertThat(client.get(SERVICES + API).body().path("value")).hasSize(1);
    }

    @Test
    void anUpdateIsOneWriteOfAllVersionsAndTheStateMayLagBehindItsOperation() {
        prepare(SERVICE + API, endpoint(TWO, ""));
        simulator.faults().add(FaultKind.LAGGING_STATE, SERVICE, 1);

        Answer begun = client.put(SERVICE + API, endpoint(TWO.replace(":10", ":40"), ""));

        assertThat(begun.status()).isEqualTo(200);
        assertThat(begun.at("/properties/state")).isEqualTo("Transitioning");
        assertThat(client.put(SERVICE + API, endpoint(TWO, "")).status()).isEqualTo(409);
        simulator.clock().advance(LONG_ENOUGH);
        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("Succeeded");
        assertThat(client.get(SERVICE + API).at("/properties/state")).isEqualTo("Transitioning");
        assertThat(client.get(SERVICE + API).at("/properties/state")).isEqualTo("Healthy");
        assertThat(client.get(SERVICE + API).at("/properties/variants/versionb/trafficPercentile"))
                .isEqualTo("40.0");
    }

    @Test
    void aVersionThatAWriteLeavesOutIsGone() {
        prepare(SERVICE + API, endpoint(TWO, ""));

        prepare(SERVICE + API, endpoint("'versionb':" + version("'isDefault':true"), ""));

        assertThat(client.get(SERVICE + API).body().at("/properties/variants").has("versiona"))
                .isFalse();
    }

    @Test
    void aServiceAloneNeedsNoVersions() {
        prepare(
                SERVICE + API,
                "{'computeType':'AKS','computeName':'myaks','autoScaler':{'autoscaleEnabled':true,'maxReplicas':3},"
                        + image("churn:1") + "}");

        Answer service = client.get(SERVICE + API);
        assertThat(service.at("/properties/autoScaler/minReplicas")).isEqualTo("1");
        assertThat(service.at("/properties/containerResourceRequirements/memoryInGB"))
                .isEqualTo("0.5");
        assertThat(service.at("/properties/appInsightsEnabled")).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'isDefault':true,'trafficPercentile':60 | 'trafficPercentile':50 | more than 100",
                "'trafficPercentile':60 | 'trafficPercentile':40 | Exactly one version",
                "'isDefault':true | 'isDefault':true | Exactly one version",
                "'isDefault':true,'type':'Control' | 'type':'Control' | At most one version",
                "'isDefault':true | 'type':'Placebo' | Control or Treatment",
                "'isDefault':true | 'trafficPercentile':-1 | from 0 to 100",
                "'isDefault':true | 'autoScaler':{'autoscaleEnabled':true,'minReplicas':3,'maxReplicas':2} | minReplicas",
            },
            quoteCharacter = '"')
    void versionsShareOneWhole(String first, String second, String words) {
        Answer refused =
                client.put(SERVICE + API, endpoint("'one':" + version(first) + ",'two':" + version(second), ""));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/message")).contains(words);
        assertThat(client.get(SERVICE + API).status()).isEqualTo(404);
    }

    @Test
    void sixVersionsAreTheMost() {
        assertThat(client.put(SERVICE + API, endpoint(versions(7), "")).at("/error/message"))
                .contains("1 to 6 versions");
        assertThat(client.put(SERVICE + API, endpoint(versions(6), "")).status())
                .isEqualTo(201);
    }

    private static String versions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'version" + i + "':" + version(i == 0 ? "'isDefault':true" : ""))
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
    }

    @Test
    void callersHaveKeysOrTokensOrNothingAndNeverBoth() {
        assertThat(detail(client.put(SERVICE + API, endpoint(TWO, "'authEnabled':true,'aadAuthEnabled':true"))))
                .isEqualTo("BadArgument");

        prepare(SERVICE + API, endpoint(TWO, ""));
        assertThat(client.get(SERVICE + API).at("/properties/authEnabled")).isEqualTo("true");
        assertThat(client.get(SERVICE + API).at("/properties/aadAuthEnabled")).isEqualTo("false");

        prepare(SERVICE + API, endpoint(TWO, "'aadAuthEnabled':true,'authEnabled':false"));
        assertThat(client.get(SERVICE + API).at("/properties/aadAuthEnabled")).isEqualTo("true");

        prepare(SERVICE + API, endpoint(TWO, "'authEnabled':false"));
        assertThat(client.get(SERVICE + API).at("/properties/authEnabled")).isEqualTo("false");
    }

    @Test
    void keysThatAreGivenAreShownToNobodyByResourceManager() {
        String key = "k" + System.nanoTime();
        prepare(SERVICE + API, endpoint(TWO, "'keys':{'primaryKey':'" + key + "','secondaryKey':'x" + key + "'}"));

        assertThat(client.get(SERVICE + API).body().toString()).doesNotContain(key);
        assertThat(client.post(SERVICE + "/listKeys" + API, "").status()).isEqualTo(404);
        assertThat(simulator.audit().toString()).doesNotContain(key);
    }

    @ParameterizedTest
    @CsvSource({
        "sklearn, 3, churn:7, ResourceNotFound",
        "sklearn, 9, churn:1, ResourceNotFound",
        "other, 3, churn:1, ResourceNotFound",
    })
    void whatItRunsIsRegistered(String environment, String version, String model, String code) {
        String image =
                image(model).replace("'sklearn','version':'3'", "'" + environment + "','version':'" + version + "'");

        Answer refused = client.put(SERVICE + API, "{'computeType':'AKS','computeName':'myaks'," + image + "}");

        assertThat(detail(refused)).isEqualTo(code);
    }

    @Test
    void anInferenceConfigurationSaysWhatAnswers() {
        Answer refused = client.put(
                SERVICE + API,
                "{'computeType':'AKS','computeName':'myaks'," + image("churn:1").replace("score.py", "") + "}");

        assertThat(refused.at("/error/message")).contains("driverProgram");
    }

    @Test
    void aServiceKeepsItsComputeAndItsNamespace() {
        prepare(SERVICE + API, endpoint(TWO, "'namespace':'mine'"));

        assertThat(detail(client.put(SERVICE + API, endpoint(TWO, "'namespace':'other'"))))
                .isEqualTo("PropertyChangeNotAllowed");
        assertThat(detail(client.put(
                        SERVICE + API, endpoint(TWO, "'namespace':'mine'").replace("'myaks'", "'other'"))))
                .isEqualTo("ComputeNotFound");
        assertThat(client.put(SERVICES + "/Churn-2" + API, endpoint(TWO, "")).at("/error/message"))
                .contains("lower-case");
    }

    @Test
    void servicesAreForClassicAttachmentsOnly() {
        client.delete(ATTACHMENT + ML_API + "&underlyingResourceAction=Detach");
        simulator.clock().advance(LONG_ENOUGH);
        prepare(DemoWorld.EXTENSION + DemoWorld.EXTENSION_API, DemoWorld.extension());
        prepare(ATTACHMENT + ML_API, DemoWorld.kubernetesAttachment("default"));

        assertThat(detail(client.put(SERVICE + API, endpoint(TWO, "")))).isEqualTo("NotSupported");
    }

    @Test
    void aServiceThatTheClusterHasNoRoomForSaysSo() {
        String large =
                "{" + image("churn:1") + ",'containerResourceRequirements':{'cpu':4},'numReplicas':4,'isDefault':true}";
        Answer begun = client.put(SERVICE + API, endpoint("'large':" + large, ""));
        simulator.clock().advance(LONG_ENOUGH);

        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("Failed");
        assertThat(client.get(SERVICE + API).at("/properties/state")).isEqualTo("Unschedulable");
        assertThat(client.get(SERVICE + API).at("/properties/error/error/message"))
                .contains("16.0 cores", "has 12");
        prepare(SERVICE + API, endpoint(TWO, ""));
        assertThat(client.get(SERVICE + API).body().at("/properties").has("error"))
                .isFalse();
    }

    @Test
    void aClusterIsNotDetachedUnderItsServicesAndADeleteTakesOneAtOnce() {
        prepare(SERVICE + API, endpoint(TWO, ""));
        String detach = ATTACHMENT + ML_API + "&underlyingResourceAction=Detach";
        assertThat(client.delete(detach).at("/error/message")).contains("web services churn");

        assertThat(client.delete(SERVICE + API).status()).isEqualTo(200);

        assertThat(client.get(SERVICE + API).status()).isEqualTo(404);
        assertThat(client.delete(SERVICE + API).status()).isEqualTo(204);
        assertThat(client.delete(detach).status()).isEqualTo(202);
    }
}
