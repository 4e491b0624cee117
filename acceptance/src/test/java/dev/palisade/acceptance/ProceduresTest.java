package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.ATTACHED_CLUSTER;
import static dev.palisade.acceptance.Part.ENDPOINT;
import static dev.palisade.acceptance.Part.SECOND_VERSION;
import static dev.palisade.acceptance.Part.SEED;
import static dev.palisade.acceptance.Part.STORAGE;
import static dev.palisade.acceptance.Part.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.Procedure.Command;
import dev.palisade.acceptance.stack.CommandLine;
import dev.palisade.acceptance.stack.CommandLine.Ran;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.client.request.RequestMessage;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pages that people follow, followed to the letter: the built command, its exit codes, and the world that comes of it. */
@ExtendWith(StackExtension.class)
class ProceduresTest {
    private static final Path HOME = Path.of("..");
    /** The environment in the pages. */
    private static final String ENVIRONMENT = "churn-prod";
    /** The page whose commands are started as people start them. */
    private static final String AS_A_PROCESS = "secure-storage";

    @Test
    void secureStorage(LocalStack stack) {
        Scene scene = standing(stack, "secure-storage");

        follow(scene, "secure-storage");

        Secured.storageIsOpen(scene);
        assertThat(scene.field(scene.environment().storageAccount(), "/properties/networkAcls/ipRules")
                        .findValuesAsText("value"))
                .contains("203.0.113.7", "198.51.100.20");
        assertThat(scene.effects(scene.environment().storageAccount(), Effect.CHANGED))
                .as("closed, one more address, opened")
                .isEqualTo(3);
        scene.assertNothingForeignTouched();
    }

    @Test
    void secureVault(LocalStack stack) {
        Scene scene = standing(stack, "secure-vault");

        follow(scene, "secure-vault");

        Secured.vaultIsOpen(scene);
        assertThat(scene.field(scene.environment().keyVault(), "/properties/networkAcls/ipRules")
                        .findValuesAsText("value"))
                .anyMatch(address -> address.startsWith("203.0.113.7"));
        scene.assertNothingForeignTouched();
    }

    @Test
    void createAndAttachACluster(LocalStack stack) {
        Scene scene = standing(stack, "create-cluster");

        follow(scene, "create-and-attach-a-cluster");

        Secured.isAttached(scene, "Kubernetes");
        Secured.clusterIsScaled(scene);
        Secured.isGone(scene, scene.environment().cluster().replace("myaks", "second"));
        scene.assertNothingForeignTouched();
    }

    @Test
    void attachAMachine(LocalStack stack) {
        Scene scene = standing(stack, "attach-machine");
        EnvironmentFixture environment = scene.environment();

        follow(
                scene,
                "attach-a-machine",
                Map.of(
                        "MACHINE", environment.machine(),
                        "SPARK", environment.hdInsight(),
                        "SECRET", environment.machineSecret()));

        Secured.isMachineDetached(scene, EnvironmentFixture::attachedMachine);
        Secured.isProvisioned(scene, environment.attachedHdInsight());
        scene.assertNothingForeignTouched();
    }

    @Test
    void detachAndDelete(LocalStack stack) {
        Scene scene = standing(stack, "detach-delete", STORAGE, TRAINING, ATTACHED_CLUSTER);

        follow(scene, "detach-and-delete");

        assertThat(scene.before().changesTo(scene.now()))
                .as("what remains of the environment")
                .isEmpty();
    }

    @Test
    void forcedTunnelling(LocalStack stack, @TempDir Path folder) throws IOException {
        Scene scene = standing(stack, "tunnelling");
        ObjectNode document = Part.document(scene.environment(), Part.TUNNELLED)
                .put("name", scene.environment().group());
        Path file = Files.writeString(folder.resolve("environment.yaml"), document.toString());

        follow(scene, "forced-tunnelling", Map.of("environment.yaml", file.toString()));

        Secured.batchIsRouted(scene);
        scene.assertNothingForeignTouched();
    }

    @Test
    void restrictOutbound(LocalStack stack, @TempDir Path folder) throws IOException {
        Scene scene = standing(stack, "outbound", TRAINING);
        ObjectNode restricted = Part.document(scene.environment(), TRAINING, Part.RESTRICTED)
                .put("name", scene.environment().group());
        ObjectNode open = Part.document(scene.environment(), TRAINING)
                .put("name", scene.environment().group())
                .put("prune", true);
        Map<String, String> files = Map.of(
                "environment.yaml",
                Files.writeString(folder.resolve("restricted.yaml"), restricted.toString())
                        .toString(),
                "open.yaml",
                Files.writeString(folder.resolve("open.yaml"), open.toString()).toString());

        follow(scene, "restrict-outbound", files);

        Secured.outboundIsAsBefore(scene);
        assertThat(scene.effects(scene.environment().securityGroup(), Effect.CHANGED))
                .as("let in, restricted, opened")
                .isEqualTo(3);
        scene.assertNothingForeignTouched();
    }

    @Test
    void deployAModel(LocalStack stack, @TempDir Path folder) throws IOException {
        Scene scene = standing(stack, "deploy", ATTACHED_CLUSTER);
        ObjectNode first = Part.document(scene.environment(), ENDPOINT);
        ObjectNode both = Part.document(scene.environment(), ENDPOINT, SECOND_VERSION);
        ObjectNode shared = both.deepCopy();
        ((ObjectNode) shared.at("/endpoints/0/deployments/1")).put("traffic", 10);
        ObjectNode moved = both.deepCopy();
        ((ObjectNode) moved.at("/endpoints/0/deployments/0")).put("default", false);
        ((ObjectNode) moved.at("/endpoints/0/deployments/1")).put("default", true);
        ObjectNode alone = moved.deepCopy().put("prune", true);
        ((ArrayNode) alone.at("/endpoints/0/deployments")).remove(0);
        Map<String, ObjectNode> files = Map.of(
                "first.yaml",
                first,
                "both.yaml",
                both,
                "shared.yaml",
                shared,
                "moved.yaml",
                moved,
                "alone.yaml",
                alone);
        Map<String, String> words = new HashMap<>();
        for (Map.Entry<String, ObjectNode> file : files.entrySet()) {
            file.getValue().put("name", scene.environment().group());
            Path written = Files.writeString(
                    folder.resolve(file.getKey()), file.getValue().toString());
            words.put(file.getKey(), written.toString());
        }

        follow(scene, "deploy-a-model", words);

        assertThat(scene.field(scene.environment().endpoint(), "/properties/traffic")
                        .toString())
                .isEqualTo("{\"green\":100}");
        Secured.isProvisioned(scene, scene.environment().secondVersion());
        Secured.isGone(scene, scene.environment().endpoint() + "/deployments/blue");
        scene.assertNothingForeignTouched();
    }

    @Test
    void deployAModelAsIn2019(LocalStack stack, @TempDir Path folder) throws IOException {
        Scene scene = standing(stack, "deploy-seed", ATTACHED_CLUSTER, SEED);
        ObjectNode first = Part.document(scene.environment(), ENDPOINT, SEED);
        ObjectNode both = Part.document(scene.environment(), ENDPOINT, SECOND_VERSION, SEED);
        ((ObjectNode) both.at("/endpoints/0/deployments/1")).put("traffic", 10);
        ObjectNode moved = both.deepCopy();
        ((ObjectNode) moved.at("/endpoints/0/deployments/0"))
                .put("default", false)
                .put("traffic", 20);
        ((ObjectNode) moved.at("/endpoints/0/deployments/1"))
                .put("default", true)
                .put("type", "control");
        ObjectNode alone = moved.deepCopy().put("prune", true);
        ((ArrayNode) alone.at("/endpoints/0/deployments")).remove(0);
        Map<String, String> words = new HashMap<>();
        for (Map.Entry<String, ObjectNode> file : Map.of(
                        "first.yaml", first, "both.yaml", both, "moved.yaml", moved, "alone.yaml", alone)
                .entrySet()) {
            file.getValue().put("name", scene.environment().group());
            Path written = Files.writeString(
                    folder.resolve(file.getKey()), file.getValue().toString());
            words.put(file.getKey(), written.toString());
        }

        follow(scene, "deploy-a-model-seed", words);

        JsonNode service = scene.field(scene.environment().service(), "/properties");
        assertThat(service.path("state").asText()).isEqualTo("Healthy");
        assertThat(service.path("variants").properties().stream().map(Map.Entry::getKey))
                .containsExactly("green");
        assertThat(service.at("/variants/green/trafficPercentile").asInt()).isEqualTo(100);
        scene.assertNothingForeignTouched();
    }

    @Test
    void rotateKeys(LocalStack stack) {
        Scene scene = standing(stack, "keys", ENDPOINT);

        follow(scene, "rotate-keys");

        assertThat(scene.field(scene.environment().endpoint(), "/tags/palisade-key")
                        .asText())
                .isEqualTo("primary");
        scene.assertNothingForeignTouched();
    }

    @Test
    void whenARequestIsParkedOrStuck(LocalStack stack) {
        Scene scene = standing(stack, "on-call");
        Scene night = parked(stack, "night-shift");
        Scene kept = parked(stack, "good-enough");
        Scene stuck = stuck(stack, "half-undone");

        follow(scene, "parked-or-stuck");

        Secured.isProvisioned(night, night.environment().compute());
        Secured.isGone(kept, kept.environment().compute());
        assertThat(stuck.before().changesTo(stuck.now()))
                .as("what remains of the stuck request")
                .isEmpty();
        Stream.of(scene, night, kept, stuck).forEach(Scene::assertNothingForeignTouched);
    }

    @Test
    void whenAMessageWasRefused(LocalStack stack, @TempDir Path folder) throws IOException {
        Scene scene = Scene.in(stack, "page-refused");
        String event = new String(
                RequestMessage.of(
                                RequestType.PLAN,
                                "churn-plan",
                                Part.document(scene.environment(), STORAGE),
                                Clock.systemUTC())
                        .body(),
                StandardCharsets.UTF_8);
        Path mended = Files.writeString(folder.resolve("mended.json"), event);
        RefusedMessage mistyped = RefusedMessage.sent(stack, "churn-plan", event.replace("plan.v1", "plan.v9"));
        RefusedMessage nonsense = RefusedMessage.sent(stack, "nonsense", "hello");

        follow(
                scene,
                "dead-letters",
                Map.of(
                        "17", mistyped.sequenceNumber(),
                        "18", nonsense.sequenceNumber(),
                        "mended.json", mended.toString()));

        Proofs.assertState(scene.atRest("churn-plan-r1"), RequestState.PLANNED);
        assertThat(RefusedMessage.waiting(stack)).doesNotContainKeys("churn-plan", "nonsense");
        scene.assertNothingForeignTouched();
    }

    @Test
    void everyPageIsFollowed() throws IOException {
        try (Stream<Path> pages = Files.list(HOME.resolve("docs/procedures"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "secure-storage.md",
                            "secure-vault.md",
                            "create-and-attach-a-cluster.md",
                            "attach-a-machine.md",
                            "detach-and-delete.md",
                            "forced-tunnelling.md",
                            "restrict-outbound.md",
                            "deploy-a-model.md",
                            "deploy-a-model-seed.md",
                            "rotate-keys.md",
                            "parked-or-stuck.md",
                            "dead-letters.md",
                            // By UpgradeTest, on a stack of its own.
                            "upgrade-a-worker.md");
        }
    }

    /** An environment that has these parts, and goes by the scene's name. */
    private static Scene standing(LocalStack stack, String name, Part... parts) {
        Scene scene = Scene.alone(stack, "page-" + name);
        ObjectNode document = Part.document(scene.environment(), parts);
        document.put("name", scene.environment().group());
        Proofs.assertState(scene.atRest(scene.apply("standing", document)), RequestState.READY);
        return scene;
    }

    /** A request of this id, which a policy has stopped. */
    private static Scene parked(LocalStack stack, String id) {
        Scene scene = Scene.in(stack, "page-" + id);
        scene.plant(
                Fault.refuse(scene.environment().compute(), 1, 403, "RequestDisallowedByPolicy", "Policy 'no-compute'.")
                        .onMethod("PUT"));
        stack.requests().apply(id, Part.document(scene.environment(), TRAINING));
        Proofs.assertState(scene.atRest(id), RequestState.PARKED);
        return scene;
    }

    /** A request of this id, which was to be taken back, and a lock was in the way. */
    private static Scene stuck(LocalStack stack, String id) {
        Scene scene = Scene.in(stack, "page-" + id);
        String compute = scene.environment().compute();
        scene.plant(Fault.of(FaultKind.LATE_FAILURE, compute, 1).onMethod("PUT"));
        scene.plant(
                Fault.refuse(compute, 1, 409, "ScopeLocked", "A lock is on it.").onMethod("DELETE"));
        stack.requests().apply(id, Part.document(scene.environment(), TRAINING));
        Proofs.assertState(scene.atRest(id), RequestState.STUCK);
        return scene;
    }

    private static void follow(Scene scene, String page) {
        follow(scene, page, Map.of());
    }

    /** @param words of the page, and what stands for them here */
    private static void follow(Scene scene, String page, Map<String, String> words) {
        Procedure procedure = Procedure.page(page);
        CommandLine palisade = scene.stack().commandLine(HOME);
        StringBuilder printed = new StringBuilder();
        for (Command written : procedure.commands()) {
            Command command = written;
            for (Map.Entry<String, String> word : words.entrySet()) {
                command = command.with(word.getKey(), word.getValue());
            }
            List<String> typed = readyToRun(command, scene).words();
            Ran ran = page.equals(AS_A_PROCESS) ? palisade.run(typed) : palisade.runHere(typed);
            assertThat(ran.exitCode())
                    .as("exit code of %s, which printed:%n%s", ran.arguments(), ran.output())
                    .isEqualTo(command.exitCode());
            printed.append(ran.output());
        }
        assertThat(procedure.commands()).isNotEmpty();
        procedure.promised().forEach(line -> assertThat(printed.toString()).contains(line));
    }

    /** The command as a person types it, who has waited until there is something to look at, and has read the plan's hash. */
    private static Command readyToRun(Command command, Scene scene) {
        String request = command.request();
        Command named = command.with(ENVIRONMENT, scene.environment().group());
        if (request.isEmpty()) {
            return named;
        }
        boolean decides = List.of("approve", "reject").contains(command.words().get(0));
        RequestStatus status = scene.stack()
                .requests()
                .until(request, seen -> !decides || seen.state() == RequestState.AWAITING_APPROVAL, Scene.PATIENCE);
        return status.plan() == null ? named : named.with("HASH", status.plan().hash());
    }
}
