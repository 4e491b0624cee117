package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ACCOUNT;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static dev.palisade.planning.Serving.BLUE;
import static dev.palisade.planning.Serving.ENDPOINT;
import static dev.palisade.planning.Serving.GREEN;
import static dev.palisade.planning.Serving.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.planning.request.RequestType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Endpoints, their versions, and who takes what of the traffic. */
class ServingTest {
    private static final String BLUE_ALONE = version("blue", 1, "default: true");

    private final ExampleWorld world = Serving.world();
    private final Map<String, String> before = world.snapshot();
    private final ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);

    private List<Step> serving(JsonNode document) {
        return ofServing(environment.plan(RequestType.APPLY, document));
    }

    private static List<Step> ofServing(PlanResult result) {
        assertThat(result.findings()).filteredOn(Finding::refuses).isEmpty();
        return result.plan().steps().stream()
                .filter(step -> step.resource().toString().contains("/onlineEndpoints/"))
                .toList();
    }

    private void apply(String... versions) {
        assertThat(environment
                        .does(RequestType.APPLY, Serving.document(versions))
                        .findings())
                .filteredOn(Finding::refuses)
                .isEmpty();
    }

    @Test
    void theTrafficIsGivenInOneWriteOnceEveryVersionIsThere() {
        List<Step> steps = serving(Serving.document(BLUE_ALONE, version("green", 2, "traffic: 30")));

        assertThat(steps)
                .extracting(step -> step.id() + " after " + step.dependsOn())
                .containsExactly(
                        "endpoint/churn after [attachment/myaks]",
                        "deployment/churn/blue after [endpoint/churn]",
                        "deployment/churn/green after [endpoint/churn]",
                        "traffic/churn after [endpoint/churn, deployment/churn/blue, deployment/churn/green]");
        Delta traffic = steps.get(3).deltas().get(0);
        assertThat(traffic.before()).isEmpty();
        assertThat(traffic.after()).hasToString("{\"blue\":70,\"green\":30}");
        assertThat(steps.get(0)
                        .deltas()
                        .get(0)
                        .after()
                        .at("/properties/traffic")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void aVersionSaysWhatItRunsAndWhatOneReplicaNeeds() {
        JsonNode body = serving(Serving.document("name: blue, model: 'azureml:plain:1', default: true, "
                        + "environment: 'azureml:sklearn:3', code: 'azureml:scoring:1', scoring_script: score.py, "
                        + "cpu_cores: 0.1, memory_gb: 0.2, gpu: 1, instances: 2, app_insights: true, "
                        + "description: testing versions, tags: { scikitlearn: demo }, type: control"))
                .get(1)
                .deltas()
                .get(0)
                .after();

        assertThat(body.at("/properties/model")).hasToString("\"" + WORKSPACE + "/models/plain/versions/1\"");
        assertThat(body.at("/properties/environmentId"))
                .hasToString("\"" + WORKSPACE + "/environments/sklearn/versions/3\"");
        assertThat(body.at("/properties/codeConfiguration"))
                .hasToString(
                        "{\"codeId\":\"" + WORKSPACE + "/codes/scoring/versions/1\",\"scoringScript\":\"score.py\"}");
        assertThat(body.at("/properties/containerResourceRequirements/containerResourceRequests"))
                .hasToString("{\"cpu\":\"100m\",\"memory\":\"205Mi\",\"gpu\":\"1\"}");
        assertThat(body.at("/sku/capacity").asInt()).isEqualTo(2);
        assertThat(body.at("/properties/appInsightsEnabled").asBoolean()).isTrue();
        assertThat(body.at("/properties/description").asText()).isEqualTo("testing versions");
        assertThat(body.path("tags")).hasToString("{\"palisade-type\":\"control\",\"scikitlearn\":\"demo\"}");
    }

    @Test
    void callersProveThemselvesByKeysUnlessTheDocumentAsksForTokens() {
        assertThat(mode(serving(Serving.document(BLUE_ALONE)).get(0))).isEqualTo("Key");
        apply(BLUE_ALONE);

        Step step = serving(Examples.document(
                        Serving.endpoint("name: churn, compute: myaks, auth_mode: token", BLUE_ALONE)))
                .get(0);

        assertThat(step.deltas())
                .extracting(delta -> delta.path() + ": " + delta.before() + " -> " + delta.after())
                .containsExactly("/properties/authMode: \"Key\" -> \"AMLToken\"");
        assertThat(step.impact()).contains("refused");
    }

    private static String mode(Step creation) {
        return String.valueOf(creation.deltas().get(0).after()).contains("\"authMode\":\"Key\"") ? "Key" : "other";
    }

    @Test
    void whatIsAsAskedIsNotDoneAgain() {
        apply(BLUE_ALONE, version("green", 2, "traffic: 30"));

        assertThat(serving(Serving.document(BLUE_ALONE, version("green", 2, "traffic: 30"))))
                .isEmpty();
    }

    @Test
    void movingTheDefaultMovesWhatIsLeftOver() {
        apply(version("blue", 1, "default: true, traffic: 20"), version("green", 2, "traffic: 10"));
        assertThat(world.get(ENDPOINT).at("/properties/traffic")).hasToString("{\"blue\":90,\"green\":10}");

        apply(version("blue", 1, "traffic: 20"), version("green", 2, "default: true, traffic: 10"));

        assertThat(world.get(ENDPOINT).at("/properties/traffic")).hasToString("{\"blue\":20,\"green\":80}");
    }

    @Test
    void whatTakesATrafficWriteBackIsExactlyTheFormerTraffic() {
        apply(BLUE_ALONE, version("green", 2, "traffic: 30"));

        Step traffic = serving(Serving.document(version("blue", 1, ""), version("green", 2, "default: true")))
                .get(0);

        assertThat(traffic.undo()).isEqualTo(Undo.REVERT_DELTAS);
        assertThat(traffic.deltas()).hasSize(1);
        assertThat(traffic.deltas().get(0).inverse().after()).hasToString("{\"blue\":70,\"green\":30}");
    }

    @Test
    void aVersionThatLeavesHasLostItsTrafficBeforeItIsDeleted() {
        apply(BLUE_ALONE, version("green", 2, "traffic: 30"));
        ObjectNode document = ((ObjectNode) Serving.document(version("green", 2, "default: true"))).put("prune", true);

        List<Step> steps = serving(document);

        assertThat(steps)
                .extracting(step -> step.id() + " " + step.action() + " after " + step.dependsOn())
                .containsExactly("traffic/churn UPDATE after []", "deployment/churn/blue DELETE after [traffic/churn]");
        environment.does(RequestType.APPLY, document);
        assertThat(world.get(BLUE)).isNull();
        assertThat(world.get(ENDPOINT).at("/properties/traffic")).hasToString("{\"green\":100}");
    }

    @Test
    void aVersionThatIsReleasedTakesNoTrafficEither() {
        apply(BLUE_ALONE, version("green", 2, "traffic: 30"));

        PlanResult result = environment.does(RequestType.APPLY, Serving.document(version("green", 2, "default: true")));

        assertThat(ofServing(result)).extracting(Step::id).containsExactly("traffic/churn");
        assertThat(result.findings()).extracting(Finding::code).contains(FindingCode.RELEASED);
        assertThat(world.get(BLUE)).isNotNull();
    }

    @Test
    void anUpdateNamesOnlyWhatDiffersAndTakesAwayWhatTheDocumentSaysNoMore() {
        apply(BLUE_ALONE + ", description: first, tags: { stage: a, owner: us }, type: control");
        world.edit(BLUE, blue -> blue.withObject("/tags").put("cost", "theirs"));

        List<Step> steps = serving(Serving.document(
                "name: blue, model: 'azureml:churn:2', default: true, app_insights: true, tags: { stage: b }"));

        assertThat(steps)
                .extracting(Step::id, Step::action)
                .containsExactly(tuple("deployment/churn/blue", Action.UPDATE));
        assertThat(steps.get(0).deltas())
                .extracting(delta -> delta.path() + " -> " + delta.after())
                .containsExactlyInAnyOrder(
                        "/properties/model -> \"" + WORKSPACE + "/models/churn/versions/2\"",
                        "/properties/appInsightsEnabled -> true",
                        "/properties/description -> null",
                        "/tags/owner -> null",
                        "/tags/palisade-type -> null",
                        "/tags/stage -> \"b\"");
    }

    @Test
    void aScriptAndADescriptionAreComparedToTheLetter() {
        String asked = "environment: 'azureml:sklearn:3', code: 'azureml:scoring:1'";
        apply(BLUE_ALONE + ", " + asked + ", scoring_script: score.py, description: first");

        List<Step> steps =
                serving(Serving.document(BLUE_ALONE + ", " + asked + ", scoring_script: Score.py, description: First"));

        assertThat(steps)
                .singleElement()
                .satisfies(step -> assertThat(step.deltas())
                        .extracting(Delta::path)
                        .containsExactlyInAnyOrder("/properties/codeConfiguration", "/properties/description"));
    }

    @Test
    void aFailedUpdateOfALiveVersionIsWrittenAgainAsAChangeAndNeverCreated() {
        apply(BLUE_ALONE);
        world.edit(BLUE, blue -> blue.withObject("/properties").put("provisioningState", "Failed"));
        world.edit(ENDPOINT, endpoint -> endpoint.withObject("/properties").put("provisioningState", "Failed"));

        List<Step> steps = serving(Serving.document(BLUE_ALONE));

        assertThat(steps)
                .extracting(step -> step.id() + " " + step.action() + " " + step.undo())
                .containsExactly("endpoint/churn UPDATE REVERT_DELTAS", "deployment/churn/blue UPDATE REVERT_DELTAS");
        assertThat(steps).allSatisfy(step -> assertThat(step.deltas()).allMatch(Delta::changesNothing));
    }

    @Test
    void autoscaleIsLeftToMakeAsManyReplicasAsItLikes() {
        apply(BLUE_ALONE + ", autoscale: { min_instances: 1, max_instances: 3 }");
        world.edit(BLUE, blue -> blue.withObject("/sku").put("capacity", 3));

        assertThat(serving(Serving.document(BLUE_ALONE + ", autoscale: { min_instances: 1, max_instances: 3 }")))
                .isEmpty();
    }

    @Test
    void anEndpointThatLeavesGoesWithItsVersionsBeforeItsClusterIsDetached() {
        apply(BLUE_ALONE, version("green", 2, "traffic: 30"));
        ObjectNode document = ((ObjectNode) Examples.secureEnvironment()).put("prune", true);
        document.putArray("compute");

        List<Step> steps = environment.plan(RequestType.APPLY, document).plan().steps();

        assertThat(steps)
                .filteredOn(step -> step.action() == Action.DELETE)
                .extracting(Step::id)
                .startsWith("endpoint/churn", "attachment/myaks");
        assertThat(steps)
                .filteredOn(step -> step.id().equals("attachment/myaks"))
                .allSatisfy(step -> assertThat(step.dependsOn()).contains("endpoint/churn"));
    }

    @Test
    void aDeleteLeavesTheWorldAsItWas() {
        apply(BLUE_ALONE, version("green", 2, "traffic: 30"));

        PlanResult deletion = environment.does(RequestType.DELETE, Data.nothing());

        assertThat(ofServing(deletion)).extracting(Step::id).containsExactly("endpoint/churn");
        assertThat(world.get(GREEN)).isNull();
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void anEndpointIsNotDeletedWithWhatSomebodyElseDeployedToIt() {
        apply(BLUE_ALONE);
        world.put(ENDPOINT + "/deployments", "{\"value\": [{\"name\": \"theirs\", \"tags\": {}}]}");

        PlanResult deletion = environment.plan(RequestType.DELETE, Data.nothing());

        assertThat(deletion.findings()).extracting(Finding::code).contains(FindingCode.NOT_AS_WE_LEFT_IT);
        assertThat(deletion.plan().steps())
                .extracting(Step::id)
                .as("neither the endpoint nor the version that takes all of its traffic")
                .doesNotContain("endpoint/churn", "deployment/churn/blue");
    }

    @Test
    void roomIsJudgedByTheNodesThatTheClusterWillHave() {
        apply(BLUE_ALONE);
        String many = Serving.text(BLUE_ALONE + ", cpu_cores: 1, instances: 12");
        String moreNodes = many.replace("agent_count: 3", "agent_count: 6");

        assertThat(tooSmall(many)).isTrue();
        assertThat(tooSmall(moreNodes)).isFalse();
        environment.does(RequestType.APPLY, Examples.document(moreNodes));
        assertThat(tooSmall(many)).isTrue();
    }

    private boolean tooSmall(String document) {
        return environment.plan(RequestType.APPLY, Examples.document(document)).findings().stream()
                .anyMatch(finding -> finding.code() == FindingCode.CLUSTER_TOO_SMALL_TO_SERVE);
    }

    @Test
    void aGpuThatTheDocumentAsksForNoMoreIsTakenAway() {
        apply(BLUE_ALONE + ", gpu: 1");

        List<Step> steps = serving(Serving.document(BLUE_ALONE));

        assertThat(steps)
                .singleElement()
                .satisfies(step -> assertThat(step.deltas())
                        .extracting(delta -> delta.path() + " -> " + delta.after())
                        .containsExactly(
                                "/properties/containerResourceRequirements/containerResourceRequests/gpu -> null",
                                "/properties/containerResourceRequirements/containerResourceLimits/gpu -> null"));
    }

    @Test
    void closingStorageNamesTheEndpointsThatWouldBreak() {
        world.put(WORKSPACE + "/onlineEndpoints", "{\"value\": [{\"name\": \"two\"}, {\"name\": \"one\"}]}");
        JsonNode closing = Examples.secureEnvironmentWith("inference_storage: private", "");

        List<Finding> findings = environment.plan(RequestType.APPLY, closing).findings();

        assertThat(findings)
                .filteredOn(finding -> finding.code() == FindingCode.INFERENCE_NEEDS_OPEN_STORAGE && finding.refuses())
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments())
                        .containsEntry("what", "Of the workspace, one, two")
                        .containsEntry("accounts", ACCOUNT.substring(ACCOUNT.lastIndexOf('/') + 1)));
    }
}
