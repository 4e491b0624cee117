package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ATTACHMENT;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static dev.palisade.planning.Serving.SERVICE;
import static dev.palisade.planning.Serving.classic;
import static dev.palisade.planning.Serving.classicVersion;
import static org.assertj.core.api.Assertions.assertThat;

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

/** Endpoints as in 2019: a service with all its versions is one write. */
class WebServiceTest {
    /** The values of the seeds' own code. */
    private static final String A = classicVersion(
            "versiona",
            1,
            "default: true, traffic: 20, cpu_cores: 0.1, memory_gb: 0.2, app_insights: true, "
                    + "tags: { sckitlearn: demo }, description: testing versions");

    private static final String B =
            classicVersion("versionb", 2, "traffic: 10, tags: { modelVersion: b }, description: my second version");

    private final ExampleWorld world = Serving.world();
    private final Map<String, String> before = world.snapshot();
    private final ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);

    private static List<Step> services(PlanResult result) {
        assertThat(result.findings()).filteredOn(Finding::refuses).isEmpty();
        return result.plan().steps().stream()
                .filter(step -> step.resource().toString().contains("/services/"))
                .toList();
    }

    private List<Step> planned(JsonNode document) {
        return services(environment.plan(RequestType.APPLY, document));
    }

    private void apply(JsonNode document) {
        services(environment.does(RequestType.APPLY, document));
    }

    private JsonNode version(String name) {
        return world.get(SERVICE).at("/properties/variants/" + name);
    }

    private Map<String, Integer> shares() {
        return Map.of(
                "versiona", version("versiona").path("trafficPercentile").asInt(),
                "versionb", version("versionb").path("trafficPercentile").asInt());
    }

    private static ObjectNode pruning(JsonNode document) {
        return ((ObjectNode) document).put("prune", true);
    }

    @Test
    void aServiceComesWithAllItsVersionsInOneWriteBehindItsAttachment() {
        Step step = planned(classic(A, B)).get(0);

        assertThat(planned(classic(A, B))).hasSize(1);
        assertThat(step.id()).isEqualTo("service/churn");
        assertThat(step.dependsOn()).containsExactly("attachment/myaks");
        assertThat(step.title()).isEqualTo("Deploy web service churn to myaks: 90 % to versiona, 10 % to versionb");
        JsonNode service = step.deltas().get(0).after().path("properties");
        assertThat(service.path("computeType").asText()).isEqualTo("AKSENDPOINT");
        assertThat(service.path("computeName").asText()).isEqualTo("myaks");
        assertThat(service.path("authEnabled").asBoolean()).isTrue();
        JsonNode first = service.at("/variants/versiona");
        assertThat(first.path("isDefault").asBoolean()).isTrue();
        assertThat(first.path("trafficPercentile").asInt()).isEqualTo(90);
        assertThat(first.at("/containerResourceRequirements")).hasToString("{\"cpu\":0.1,\"memoryInGB\":0.2}");
        assertThat(first.path("appInsightsEnabled").asBoolean()).isTrue();
        assertThat(first.path("kvTags")).hasToString("{\"sckitlearn\":\"demo\"}");
        assertThat(first.path("description").asText()).isEqualTo("testing versions");
        assertThat(first.at("/environmentImageRequest/modelIds")).hasToString("[\"churn:1\"]");
        assertThat(first.at("/environmentImageRequest/environmentReference"))
                .hasToString("{\"name\":\"sklearn\",\"version\":\"3\"}");
        assertThat(first.at("/environmentImageRequest/driverProgram").asText()).isEqualTo("score.py");
        assertThat(first.at("/environmentImageRequest/assets/0/url").asText()).isEqualTo("https://store.example/code");
    }

    @Test
    void whatIsAsAskedIsNotDoneAgain() {
        apply(classic(A, B));

        assertThat(planned(classic(A, B))).isEmpty();
    }

    @Test
    void anotherVersionComesWithItsShareInTheSameWriteThatTakesItFromTheDefault() {
        apply(classic(A));
        assertThat(version("versiona").path("trafficPercentile").asInt()).isEqualTo(100);

        List<Step> steps = planned(classic(A, B));
        apply(classic(A, B));

        assertThat(steps).extracting(Step::action).containsExactly(Action.UPDATE);
        assertThat(shares()).isEqualTo(Map.of("versiona", 90, "versionb", 10));
        assertThat(environment.doubts(RequestType.APPLY, classic(A, B))).isEmpty();
    }

    @Test
    void movingTheDefaultMovesWhatIsLeftOverAndTakenBackItIsExactlyAsItWas() {
        apply(classic(A, B));
        JsonNode moved = classic(
                classicVersion("versiona", 1, "traffic: 20, cpu_cores: 0.1, memory_gb: 0.2"),
                classicVersion("versionb", 2, "default: true, traffic: 40, type: control"));

        Step step = planned(moved).get(0);
        apply(moved);

        assertThat(shares()).isEqualTo(Map.of("versiona", 20, "versionb", 80));
        assertThat(version("versionb").path("isDefault").asBoolean()).isTrue();
        assertThat(version("versiona").path("isDefault").asBoolean()).isFalse();
        assertThat(version("versionb").path("type").asText()).isEqualTo("Control");
        assertThat(step.undo()).isEqualTo(Undo.REVERT_DELTAS);
        assertThat(step.deltas())
                .filteredOn(delta -> delta.path().endsWith("/trafficPercentile"))
                .extracting(delta -> delta.path() + ": " + delta.inverse().after())
                .containsExactlyInAnyOrder(
                        "/properties/variants/versiona/trafficPercentile: 90",
                        "/properties/variants/versionb/trafficPercentile: 10");
    }

    @Test
    void anUpdateNamesOnlyWhatDiffersAndTakesAwayWhatTheDocumentSaysNoMore() {
        apply(classic(classicVersion(
                "versiona", 1, "default: true, gpu: 1, tags: { stage: a, owner: us }, description: first")));
        world.edit(
                SERVICE,
                service -> service.withObject("/properties/variants/versiona/kvTags")
                        .put("cost", "theirs"));

        Step step = planned(classic(classicVersion("versiona", 2, "default: true, tags: { stage: b }, instances: 2")))
                .get(0);

        assertThat(step.deltas())
                .extracting(delta -> delta.path().replace("/properties/variants/versiona", "") + " -> " + delta.after())
                .containsExactlyInAnyOrder(
                        "/environmentImageRequest/modelIds -> [\"churn:2\"]",
                        "/containerResourceRequirements/gpu -> null",
                        "/description -> null",
                        "/kvTags/owner -> null",
                        "/kvTags/stage -> \"b\"",
                        "/numReplicas -> 2");
    }

    @Test
    void aVersionThatLeavesGoesInTheWriteThatGivesItsTrafficToTheOthers() {
        apply(classic(A, B));
        JsonNode alone = pruning(classic(classicVersion("versionb", 2, "default: true")));

        List<Step> steps = planned(alone);
        apply(alone);

        assertThat(steps).extracting(Step::action).containsExactly(Action.UPDATE);
        assertThat(version("versiona").at("/environmentImageRequest/modelIds").isMissingNode())
                .isTrue();
        assertThat(version("versionb").path("trafficPercentile").asInt()).isEqualTo(100);
        assertThat(planned(alone)).isEmpty();
    }

    @Test
    void aVersionThatIsNotPrunedStaysWithoutTraffic() {
        apply(classic(A, B));

        PlanResult result =
                environment.does(RequestType.APPLY, classic(classicVersion("versionb", 2, "default: true")));

        assertThat(result.findings())
                .filteredOn(finding -> finding.code() == FindingCode.VERSION_STAYS)
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments()).containsEntry("version", "versiona"));
        assertThat(shares()).isEqualTo(Map.of("versiona", 0, "versionb", 100));
        assertThat(version("versiona").path("isDefault").asBoolean()).isFalse();

        PlanResult again = environment.plan(RequestType.APPLY, classic(classicVersion("versionb", 2, "default: true")));
        assertThat(services(again)).isEmpty();
        assertThat(again.findings()).extracting(Finding::code).doesNotContain(FindingCode.VERSION_STAYS);
        apply(pruning(classic(classicVersion("versionb", 2, "default: true"))));
        assertThat(version("versiona").at("/environmentImageRequest/modelIds").isMissingNode())
                .isTrue();
    }

    @Test
    void withVersionsThatAreThereSixAreTheMost() {
        String[] six = {"a1", "a2", "a3", "a4", "a5", "a6"};
        String[] other = {"b1", "b2", "b3", "b4", "b5", "b6"};
        apply(classic(versions(six)));

        assertThat(environment.plan(RequestType.APPLY, classic(versions(other))).findings())
                .filteredOn(Finding::refuses)
                .extracting(Finding::code)
                .containsExactly(FindingCode.TOO_MANY_VERSIONS);
        assertThat(planned(pruning(classic(versions(other))))).hasSize(1);
    }

    private static String[] versions(String... names) {
        String[] versions = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            versions[i] = classicVersion(names[i] + "x", 1, i == 0 ? "default: true" : "");
        }
        return versions;
    }

    @Test
    void whatSomebodyElseDeployedBehindItMayStayButTakeNothing() {
        apply(classic(A));
        theirs(0);
        assertThat(planned(classic(A))).isEmpty();

        theirs(5);

        assertThat(environment.plan(RequestType.APPLY, classic(A)).findings())
                .filteredOn(Finding::refuses)
                .extracting(Finding::code)
                .containsExactly(FindingCode.EXISTING_ENDPOINT_DIFFERS);
        PlanResult deletion = environment.plan(RequestType.DELETE, Data.nothing());
        assertThat(deletion.findings()).extracting(Finding::code).contains(FindingCode.NOT_AS_WE_LEFT_IT);
        assertThat(deletion.plan().steps()).extracting(Step::id).doesNotContain("service/churn");
    }

    private void theirs(int share) {
        world.edit(SERVICE, service -> {
            ObjectNode theirs = service.withObject("/properties/variants/theirs");
            theirs.put("trafficPercentile", share).put("isDefault", false);
            theirs.withObject("/environmentImageRequest").putArray("modelIds").add("other:1");
        });
    }

    @Test
    void callersHaveKeysOrTokensOrAreNotAsked() {
        apply(classic(A));

        Step tokens = planned(asking("token")).get(0);
        assertThat(tokens.deltas())
                .extracting(delta -> delta.path() + " -> " + delta.after())
                .containsExactly("/properties/authEnabled -> false", "/properties/aadAuthEnabled -> true");
        assertThat(tokens.impact()).contains("refused");
        assertThat(planned(asking("none")).get(0).impact()).contains("Everybody");
        assertThat(planned(asking("key"))).isEmpty();
        assertThat(Serving.world().plan(asking("none")).plan().steps())
                .filteredOn(step -> step.id().equals("service/churn"))
                .singleElement()
                .satisfies(step -> assertThat(step.title()).contains("every caller"));
    }

    private static JsonNode asking(String mode) {
        return Examples.document(Serving.classicText("name: churn, compute: myaks, auth_mode: " + mode, A));
    }

    @Test
    void aServiceHasANamespaceOfItsOwnAndKeepsIt() {
        JsonNode mine = Examples.document(Serving.classicText("name: churn, compute: myaks, namespace: mine", A));
        apply(mine);
        assertThat(world.get(SERVICE).at("/properties/namespace").asText()).isEqualTo("mine");
        JsonNode other = Examples.document(Serving.classicText("name: churn, compute: myaks, namespace: other", A));

        assertThat(environment.plan(RequestType.APPLY, other).findings())
                .filteredOn(Finding::refuses)
                .singleElement()
                .satisfies(finding -> assertThat(finding.field()).isEqualTo("/endpoints/0/namespace"));
    }

    @Test
    void aFailedUpdateOfALiveServiceIsWrittenAgainAsAChangeAndNeverCreated() {
        apply(classic(A));
        world.edit(SERVICE, service -> service.withObject("/properties").put("provisioningState", "Failed"));

        List<Step> steps = planned(classic(A));

        assertThat(steps).extracting(step -> step.action() + " " + step.undo()).containsExactly("UPDATE REVERT_DELTAS");
        assertThat(steps.get(0).deltas()).allMatch(Delta::changesNothing);
    }

    @Test
    void autoscaleIsLeftToMakeAsManyReplicasAsItLikes() {
        String scaling = classicVersion("versiona", 1, "default: true, autoscale: { max_instances: 3 }");
        apply(classic(scaling));
        world.edit(
                SERVICE,
                service -> service.withObject("/properties/variants/versiona").put("numReplicas", 3));

        assertThat(planned(classic(scaling))).isEmpty();
        assertThat(version("versiona").path("autoScaler"))
                .hasToString(
                        "{\"autoscaleEnabled\":true,\"minReplicas\":1,\"maxReplicas\":3,\"targetUtilization\":70}");
    }

    @Test
    void aServiceThatLeavesGoesBeforeItsClusterIsDetached() {
        apply(classic(A, B));
        ObjectNode document = pruning(Examples.document(Examples.text("secure-environment.yaml")
                .replace("profile: current", "profile: seed")
                .replace("access: selected_networks, allow_ips: [203.0.113.7]", "access: all_networks")));
        document.putArray("compute");

        List<Step> steps = environment.plan(RequestType.APPLY, document).plan().steps();

        assertThat(steps)
                .filteredOn(step -> step.action() == Action.DELETE)
                .extracting(Step::id)
                .startsWith("service/churn", "attachment/myaks");
        assertThat(steps)
                .filteredOn(step -> step.id().equals("attachment/myaks"))
                .allSatisfy(step -> assertThat(step.dependsOn()).contains("service/churn"));
    }

    @Test
    void aClusterIsNotDetachedUnderAServiceOfSomebodyElses() {
        apply(classic(A));
        world.put(
                WORKSPACE + "/services",
                "{\"value\": [{\"name\": \"theirs\", \"id\": \"" + WORKSPACE
                        + "/services/theirs\", \"properties\": {\"computeName\": \"myaks\"}}]}");

        List<Finding> findings =
                environment.plan(RequestType.DELETE, Data.nothing()).findings();

        assertThat(findings)
                .filteredOn(finding -> finding.code() == FindingCode.ENDPOINTS_STILL_SERVED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments())
                        .containsEntry("endpoints", "theirs")
                        .containsEntry("resource", ATTACHMENT));
    }

    @Test
    void aDeleteLeavesTheWorldAsItWas() {
        apply(classic(A));
        apply(classic(A, B));

        PlanResult deletion = environment.does(RequestType.DELETE, Data.nothing());

        assertThat(services(deletion)).extracting(Step::id).containsExactly("service/churn");
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }
}
