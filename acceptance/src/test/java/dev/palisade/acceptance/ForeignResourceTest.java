package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.ATTACHED_CLUSTER;
import static dev.palisade.acceptance.Part.CLUSTER;
import static dev.palisade.acceptance.Part.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody else has a resource of the name that would be created: it is theirs, whenever it came. */
@ExtendWith(StackExtension.class)
class ForeignResourceTest {
    private static final int FOR_EVER = 1000;

    static Stream<Arguments> namesThatAreTaken() {
        return Stream.of(
                argumentSet("compute", TRAINING, named(EnvironmentFixture::compute), training("cpucluster")),
                argumentSet(
                        "cluster", CLUSTER, named(EnvironmentFixture::cluster), named(ForeignResourceTest::cluster)),
                argumentSet("attachment", ATTACHED_CLUSTER, named(EnvironmentFixture::attachment), training("myaks")));
    }

    @ParameterizedTest
    @MethodSource("namesThatAreTaken")
    void whatWasThereBeforeIsNeverTouched(
            Part asked,
            Function<EnvironmentFixture, String> resource,
            Function<EnvironmentFixture, String> foreign,
            LocalStack stack) {
        Scene scene = Scene.in(stack, "foreign-" + asked.name().toLowerCase(Locale.ROOT));
        put(scene, foreign.apply(scene.environment()));
        Azure standing = scene.now();

        RequestStatus status = scene.atRest(scene.apply("1", Part.document(scene.environment(), asked)));

        Proofs.assertState(status, RequestState.REJECTED);
        assertThat(scene.writes()).isEmpty();
        assertThat(standing.changesTo(scene.now())).isEmpty();
        assertThat(scene.exists(resource.apply(scene.environment()))).isTrue();
    }

    @Test
    void whatComesBetweenThePlanAndItsStepIsNotTouchedEither(LocalStack stack) {
        Scene scene = Scene.in(stack, "foreign-meanwhile");
        String compute = scene.environment().compute();
        Fault busy = scene.plant(
                Fault.of(FaultKind.CONFLICT_IN_PROGRESS, scene.environment().securityGroup(), FOR_EVER)
                        .onMethod("PUT"));
        String id = scene.apply("1", Part.document(scene.environment(), TRAINING));
        scene.awaitFired(busy);

        put(scene, training("cpucluster").apply(scene.environment()));
        Azure standing = scene.now();
        stack.arm().faults().remove(busy);
        RequestStatus status = scene.atRest(id);

        assertThat(status.state()).isIn(RequestState.ROLLED_BACK, RequestState.PARKED);
        assertThat(standing.changesTo(scene.now())).noneMatch(change -> change.isOn(compute));
        assertThat(scene.writes()).noneMatch(entry -> entry.resource().equalsIgnoreCase(compute));
        scene.assertNothingForeignTouched();
    }

    /** Puts a resource into the scene, as a GET would show it. */
    static void put(Scene scene, String resource) {
        try {
            scene.stack().arm().put(new ObjectMapper().readTree(resource));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static Function<EnvironmentFixture, String> named(Function<EnvironmentFixture, String> resource) {
        return resource;
    }

    private static Function<EnvironmentFixture, String> training(String name) {
        return environment -> """
                {"id": "%s/computes/%s", "location": "koreacentral", "tags": {"owner": "somebody-else"},
                 "properties": {"computeType": "AmlCompute", "provisioningState": "Succeeded", "properties":
                  {"vmSize": "STANDARD_D13_V2", "vmPriority": "Dedicated", "subnet": {"id": "%s"},
                   "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 1, "nodeIdleTimeBeforeScaleDown": "PT5M"}}}}""".formatted(environment.workspace(), name, environment.trainingSubnet());
    }

    /** A cluster that others have made. */
    static String cluster(EnvironmentFixture environment) {
        return """
                {"id": "%s", "location": "koreacentral", "tags": {"owner": "somebody-else"},
                 "properties": {"provisioningState": "Succeeded", "dnsPrefix": "theirs", "agentPoolProfiles":
                  [{"name": "pool1", "count": 7, "vmSize": "Standard_D4_v2", "maxPods": 30, "mode": "System"}],
                  "networkProfile": {"networkPlugin": "kubenet", "serviceCidr": "10.7.0.0/16", "dnsServiceIP": "10.7.0.10"}}}""".formatted(environment.cluster());
    }
}
