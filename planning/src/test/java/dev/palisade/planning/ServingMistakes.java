package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ATTACHMENT;
import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static dev.palisade.planning.Serving.BLUE;
import static dev.palisade.planning.Serving.ENDPOINT;
import static dev.palisade.planning.Serving.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.request.RequestType;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What can be wrong with endpoints and their versions. */
final class ServingMistakes {
    private static final String WHOLE = version("blue", 1, "default: true");

    private ServingMistakes() {}

    static Stream<Mistake> all() {
        return Stream.of(ofTheDocument(), ofClassicServices(), ofModels(), ofWhatExists(), ofTheCluster())
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> ofTheDocument() {
        String versions = "/endpoints/0/deployments";
        return Stream.of(
                served(
                        "the endpoint's compute is no cluster",
                        FindingCode.ENDPOINT_WITHOUT_COMPUTE,
                        "/endpoints/0/compute",
                        Serving.endpoint("name: churn, compute: cpucluster", WHOLE)),
                served(
                        "nobody is asked who they are",
                        FindingCode.AUTHENTICATION_REQUIRED,
                        "/endpoints/0/auth_mode",
                        Serving.endpoint("name: churn, compute: myaks, auth_mode: none", WHOLE)),
                served(
                        "the endpoint wants a namespace of its own",
                        FindingCode.NAMESPACE_IS_THE_COMPUTES,
                        "/endpoints/0/namespace",
                        Serving.endpoint("name: churn, compute: myaks, namespace: mine", WHOLE)),
                served(
                        "no version is default",
                        FindingCode.NOT_ONE_DEFAULT,
                        versions,
                        Serving.text(version("blue", 1, ""))),
                served(
                        "two versions are default",
                        FindingCode.NOT_ONE_DEFAULT,
                        versions,
                        Serving.text(WHOLE, version("green", 2, "default: true"))),
                served(
                        "more is given than there is",
                        FindingCode.TRAFFIC_ABOVE_WHOLE,
                        versions,
                        Serving.text(
                                version("blue", 1, "default: true, traffic: 60"), version("green", 2, "traffic: 50"))),
                served(
                        "two versions are the control",
                        FindingCode.MORE_THAN_ONE_CONTROL,
                        versions,
                        Serving.text(WHOLE + ", type: control", version("green", 2, "type: control"))),
                served(
                        "two versions have one name",
                        FindingCode.NAME_USED_TWICE,
                        versions + "/1/name",
                        Serving.text(WHOLE, version("Blue", 2, ""))),
                served(
                        "fewest replicas are more than most",
                        FindingCode.MIN_ABOVE_MAX,
                        versions + "/0/autoscale/min_instances",
                        Serving.text(WHOLE + ", autoscale: { min_instances: 3, max_instances: 2 }")));
    }

    private static Stream<Mistake> ofClassicServices() {
        String whole = Serving.classicVersion("blue", 1, "default: true");
        String churn = "name: churn, compute: myaks";
        return Stream.of(
                served(
                        "a classic service does not say what runs it",
                        FindingCode.INFERENCE_CONFIGURATION_NEEDED,
                        "/endpoints/0/deployments/0",
                        Serving.classicText(churn, WHOLE)),
                served(
                        "a classic service is named as one of today",
                        FindingCode.NAME_NOT_LOWER_CASE,
                        "/endpoints/0/name",
                        Serving.classicText("name: Churn, compute: myaks", whole)),
                served(
                        "the cluster has too little memory for a classic service",
                        FindingCode.CLUSTER_TOO_SMALL_TO_SERVE,
                        "/endpoints/0/deployments/0",
                        Serving.classicText(churn, whole + ", memory_gb: 20, instances: 2")),
                standing(
                        "a classic service is served from elsewhere",
                        FindingCode.ENDPOINT_ELSEWHERE,
                        "/endpoints/0/compute",
                        whole,
                        service -> service.withObject("/properties").put("computeName", "other")),
                standing(
                        "six versions of others' are there",
                        FindingCode.TOO_MANY_VERSIONS,
                        "/endpoints/0/deployments",
                        whole,
                        service -> IntStream.range(0, 6)
                                .forEach(i -> service.withObject(
                                                "/properties/variants/theirs" + i + "/environmentImageRequest")
                                        .putArray("modelIds")
                                        .add("churn:1"))),
                new Mistake(
                        "a version leaves a classic service and is not pruned",
                        FindingCode.VERSION_STAYS,
                        "/endpoints/0/deployments",
                        () -> {
                            ExampleEnvironment environment = new ExampleEnvironment(Serving.world(), WORKSPACE);
                            environment.does(RequestType.APPLY, Serving.classic(whole));
                            return environment
                                    .plan(
                                            RequestType.APPLY,
                                            Serving.classic(Serving.classicVersion("green", 2, "default: true")))
                                    .findings();
                        }),
                standing(
                        "a version of somebody else's takes traffic",
                        FindingCode.EXISTING_ENDPOINT_DIFFERS,
                        "/endpoints/0/deployments",
                        whole,
                        service -> service.withObject("/properties/variants/theirs")
                                .put("trafficPercentile", 5)
                                .withObject("/environmentImageRequest")
                                .putArray("modelIds")
                                .add("churn:1")));
    }

    /** A classic service that Palisade made, and somebody has changed since. */
    private static Mistake standing(
            String what, FindingCode code, String field, String version, Consumer<ObjectNode> bend) {
        return new Mistake(what, code, field, () -> {
            ExampleWorld world = Serving.world();
            ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
            environment.does(RequestType.APPLY, Serving.classic(version));
            world.edit(Serving.SERVICE, bend);
            return environment.plan(RequestType.APPLY, Serving.classic(version)).findings();
        });
    }

    private static Stream<Mistake> ofModels() {
        return Stream.of(
                served(
                        "there is no such model",
                        FindingCode.RESOURCE_MISSING,
                        "/endpoints/0/deployments/0/model",
                        Serving.text(version("blue", 7, "default: true"))),
                served(
                        "the model does not say what it runs on",
                        FindingCode.ENVIRONMENT_NEEDED,
                        "/endpoints/0/deployments/0",
                        Serving.text("name: blue, model: 'azureml:plain:1', default: true")));
    }

    private static Stream<Mistake> ofWhatExists() {
        String theirs = "{\"location\": \"koreacentral\", \"properties\": {\"provisioningState\": \"Succeeded\", "
                + "\"authMode\": \"%s\", \"compute\": \"%s\", \"traffic\": {\"blue\": 100}}}";
        return Stream.of(
                bent(
                        "somebody's endpoint asks for tokens",
                        FindingCode.EXISTING_ENDPOINT_DIFFERS,
                        "/endpoints/0/auth_mode",
                        world -> world.put(ENDPOINT, theirs.formatted("AMLToken", ATTACHMENT))),
                bent(
                        "the endpoint is served from elsewhere",
                        FindingCode.ENDPOINT_ELSEWHERE,
                        "/endpoints/0/compute",
                        world -> world.put(ENDPOINT, theirs.formatted("Key", WORKSPACE + "/computes/other"))),
                bent(
                        "somebody's version is in the making",
                        FindingCode.EXISTING_RESOURCE_NOT_READY,
                        "/endpoints/0/deployments/0",
                        world -> world.put(ENDPOINT, theirs.formatted("Key", ATTACHMENT))
                                .put(BLUE, Found.inState("Creating", ""))),
                new Mistake(
                        "somebody serves from the cluster that is to be detached",
                        FindingCode.ENDPOINTS_STILL_SERVED,
                        "",
                        () -> {
                            ExampleWorld world = new ExampleWorld();
                            ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
                            environment.does(RequestType.APPLY, Examples.secureEnvironment());
                            world.put(
                                    WORKSPACE + "/onlineEndpoints",
                                    "{\"value\": [{\"name\": \"theirs\", \"id\": \"" + WORKSPACE
                                            + "/onlineEndpoints/theirs\", \"properties\": {\"compute\": \"" + ATTACHMENT
                                            + "\"}}]}");
                            return environment
                                    .plan(RequestType.DELETE, Data.nothing())
                                    .findings();
                        }));
    }

    private static Stream<Mistake> ofTheCluster() {
        return Stream.of(
                served(
                        "the cluster has too little memory",
                        FindingCode.CLUSTER_TOO_SMALL_TO_SERVE,
                        "/endpoints/0/deployments/0",
                        Serving.text(WHOLE + ", memory_gb: 20, instances: 2")),
                new Mistake(
                        "tokens come from another region than the cluster's",
                        FindingCode.TOKENS_FROM_OTHER_REGION,
                        "/endpoints/0/auth_mode",
                        () -> {
                            ExampleWorld world = Serving.world().put(CLUSTER, Found.cluster(3, "10.0.0.0/16", false));
                            world.edit(
                                    CLUSTER,
                                    cluster ->
                                            cluster.put("location", "japaneast").put("name", "myaks"));
                            String attaching = ClusterMistakes.attaching()
                                    + "endpoints: [{ name: churn, compute: myaks, auth_mode: token, deployments: [{ "
                                    + WHOLE
                                    + " }] }]\n";
                            sizes(world, "japaneast");
                            return world.plan(Examples.document(attaching)).findings();
                        }));
    }

    private static void sizes(ExampleWorld world, String region) {
        String list = ExampleWorld.SUBSCRIPTION + "/providers/Microsoft.Compute/locations/%s/vmSizes";
        ObjectNode sizes = (ObjectNode) world.get(list.formatted("koreacentral"));
        world.put(list.formatted(region), sizes.toString());
    }

    private static Mistake served(String what, FindingCode code, String field, String document) {
        return new Mistake(
                what,
                code,
                field,
                () -> Serving.world().plan(Examples.document(document)).findings());
    }

    private static Mistake bent(String what, FindingCode code, String field, Consumer<ExampleWorld> bend) {
        return new Mistake(what, code, field, () -> {
            ExampleWorld world = Serving.world();
            bend.accept(world);
            return world.plan(Serving.document(WHOLE)).findings();
        });
    }
}
