package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ATTACHMENT;
import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.EXTENSION;
import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.SUBSCRIPTION;
import static dev.palisade.planning.Mistake.planned;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Attachment;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be wrong with clusters that are attached, and with serving from them. */
final class ClusterMistakes {
    private static final String OTHER_WORKSPACE =
            GROUP + "2/providers/Microsoft.MachineLearningServices/workspaces/other";
    private static final String WORKSPACES = SUBSCRIPTION + "/providers/Microsoft.MachineLearningServices/workspaces";

    private ClusterMistakes() {}

    static Stream<Mistake> all() {
        return Stream.of(ofTheCluster(), ofOtherAttachments(), ofServing()).flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> ofTheCluster() {
        String cluster = "/compute/1/attach/resource_id";
        return Stream.of(
                attached("the cluster is not there", FindingCode.RESOURCE_MISSING, cluster, world -> {}),
                attached(
                        "the cluster has too few vCPUs",
                        FindingCode.CLUSTER_TOO_SMALL_TO_ATTACH,
                        cluster,
                        world -> world.put(CLUSTER, Found.cluster(2, "10.0.0.0/16", false))),
                attached(
                        "the cluster is not ready",
                        FindingCode.EXISTING_RESOURCE_NOT_READY,
                        cluster,
                        world -> world.put(CLUSTER, Found.inState("Creating", ""))),
                attached(
                        "the extension failed, and is not ours",
                        FindingCode.EXISTING_RESOURCE_NOT_READY,
                        "/compute/1",
                        world -> there(world).put(EXTENSION, Found.inState("Failed", ""))),
                attached(
                        "the attachment is in the making",
                        FindingCode.EXISTING_RESOURCE_NOT_READY,
                        "/compute/1",
                        world -> there(world).put(ATTACHMENT, Found.inState("Creating", "request-0"))),
                attached(
                        "somebody else attached another way",
                        FindingCode.EXISTING_ATTACHMENT_DIFFERS,
                        "/compute/1",
                        world -> there(world).put(ATTACHMENT, Found.attachment("AKS", CLUSTER, ""))));
    }

    private static Stream<Mistake> ofOtherAttachments() {
        return Stream.of(
                attached(
                        "the cluster is attached to another workspace",
                        FindingCode.CLUSTER_ATTACHED_ELSEWHERE,
                        "/compute/1",
                        world -> there(world)
                                .put(WORKSPACES, "{\"value\": [{\"id\": \"" + OTHER_WORKSPACE + "\"}]}")
                                .put(OTHER_WORKSPACE + "/computes", listOfOne())),
                new Mistake(
                        "the document attaches the cluster twice",
                        FindingCode.CLUSTER_ATTACHED_ELSEWHERE,
                        "/compute/2",
                        () -> there(new ExampleWorld())
                                .plan(Examples.document(attaching() + attaching("again")))
                                .findings()),
                attached(
                        "nobody may list the subscription's workspaces",
                        FindingCode.ATTACHMENTS_UNSEEN,
                        "/compute/1",
                        world -> there(world).forbid(WORKSPACES)),
                attached(
                        "nobody may list the computes of another workspace",
                        FindingCode.ATTACHMENTS_UNSEEN,
                        "/compute/1",
                        world -> there(world)
                                .put(WORKSPACES, "{\"value\": [{\"id\": \"" + OTHER_WORKSPACE + "\"}]}")
                                .forbid(OTHER_WORKSPACE + "/computes")),
                attached(
                        "another environment claims the cluster",
                        FindingCode.CLUSTER_ATTACHED_ELSEWHERE,
                        "/compute/1",
                        world -> there(world).neighbours(CLUSTER, held())));
    }

    private static Stream<Mistake> ofServing() {
        String closed = Examples.text("secure-environment.yaml");
        return Stream.of(
                planned(
                        "a cluster that may serve is attached, and storage is closed",
                        FindingCode.INFERENCE_NEEDS_OPEN_STORAGE,
                        "/compute/1",
                        closed.replace("inference_storage: private", "")),
                planned(
                        "the services of 2019 have no private way to storage",
                        FindingCode.INFERENCE_NEEDS_OPEN_STORAGE,
                        "/compute/1",
                        closed.replace("profile: current", "profile: seed")),
                new Mistake(
                        "an endpoint serves while storage is closed",
                        FindingCode.INFERENCE_NEEDS_OPEN_STORAGE,
                        "/endpoints/0",
                        () -> ofAnEndpoint(closed.replace("inference_storage: private", ""))));
    }

    private static List<Finding> ofAnEndpoint(String document) {
        String endpoint = "endpoints: [{ name: churn, compute: myaks, "
                + "deployments: [{ name: blue, model: 'azureml:churn:1', default: true }] }]";
        return Serving.world().plan(Examples.document(document + endpoint)).findings();
    }

    /** The example that attaches the cluster instead of creating it. */
    static String attaching() {
        return Examples.text("secure-environment.yaml").split("  # Created, and attached", 2)[0] + attaching("myaks");
    }

    private static String attaching(String name) {
        return "  - { name: " + name + ", type: kubernetes, attach: { resource_id: " + CLUSTER + " } }\n";
    }

    private static Mistake attached(String what, FindingCode code, String field, Consumer<ExampleWorld> bend) {
        return new Mistake(what, code, field, () -> {
            ExampleWorld world = new ExampleWorld();
            bend.accept(world);
            return world.plan(Examples.document(attaching())).findings();
        });
    }

    private static ExampleWorld there(ExampleWorld world) {
        return world.put(CLUSTER, Found.cluster(3, "10.0.0.0/16", false));
    }

    private static String listOfOne() {
        return "{\"value\": [" + Found.attachment("AKS", CLUSTER, OTHER_WORKSPACE + "/computes/theirs") + "]}";
    }

    private static Held held() {
        Attachment theirs = new Attachment(ResourceId.of(CLUSTER), ResourceId.of(OTHER_WORKSPACE + "/computes/theirs"));
        return new Held(
                List.of(new Neighbour(
                        OTHER_WORKSPACE.toLowerCase(Locale.ROOT),
                        "other",
                        new Claims(List.of(), List.of(), List.of(theirs)))),
                List.of());
    }
}
