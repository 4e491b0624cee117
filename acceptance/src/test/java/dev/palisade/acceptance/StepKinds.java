package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.ATTACHED_CLUSTER;
import static dev.palisade.acceptance.Part.CLUSTER;
import static dev.palisade.acceptance.Part.ENDPOINT;
import static dev.palisade.acceptance.Part.RESTRICTED;
import static dev.palisade.acceptance.Part.SECOND_VERSION;
import static dev.palisade.acceptance.Part.SEED;
import static dev.palisade.acceptance.Part.STORAGE;
import static dev.palisade.acceptance.Part.TRAINING;
import static dev.palisade.acceptance.Part.TUNNELLED;
import static dev.palisade.acceptance.Part.TUNNELLED_WITHOUT_A_TABLE;
import static dev.palisade.acceptance.Part.VAULT;
import static dev.palisade.acceptance.Part.document;
import static dev.palisade.acceptance.Part.operation;
import static dev.palisade.acceptance.StepKind.applied;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.request.RequestType;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every kind of step there is. A new one is a row here, and all proofs hold for it. */
final class StepKinds {
    private StepKinds() {}

    static Stream<StepKind> all() {
        return Stream.of(
                        network(),
                        routes(),
                        doors(),
                        training(),
                        clusters(),
                        attachments(),
                        machines(),
                        serving(),
                        classicServing())
                .flatMap(kinds -> kinds);
    }

    static StepKind named(String name) {
        return all().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
    }

    private static Stream<StepKind> network() {
        return Stream.of(
                applied(
                        "security-group",
                        environment -> document(environment, TRAINING),
                        "nsg/customer-nsg",
                        EnvironmentFixture::securityGroup,
                        "PUT",
                        Effect.CHANGED,
                        Secured::batchIsLetIn),
                applied(
                        "security-group-outbound",
                        environment -> document(environment, TRAINING, RESTRICTED),
                        "nsg/customer-nsg",
                        EnvironmentFixture::securityGroup,
                        "PUT",
                        Effect.CHANGED,
                        Secured::outboundIsRestricted),
                applied(
                        "subnet",
                        environment -> document(environment, STORAGE),
                        "subnet/mynetwork/default",
                        EnvironmentFixture::trainingSubnet,
                        "PUT",
                        Effect.CHANGED,
                        Secured::subnetHasItsEndpoint));
    }

    private static Stream<StepKind> routes() {
        StepKind added = applied(
                "route-table",
                environment -> document(environment, TUNNELLED),
                "route-table/customer-routes",
                EnvironmentFixture::customersRoutes,
                "PUT",
                Effect.CHANGED,
                Secured::batchIsRouted);
        StepKind created = applied(
                "route-table-create",
                environment -> document(environment, TUNNELLED_WITHOUT_A_TABLE),
                "route-table/palisade-mynetwork-aks",
                EnvironmentFixture::ownRoutes,
                "PUT",
                Effect.CREATED,
                Secured::ownRoutesAreFollowed);
        return Stream.of(
                added,
                added.named("route-table-take-back", Secured::batchIsRoutedNoMore)
                        .in(added.data(), RequestType.DELETE, Part::operation),
                created,
                created.named(
                                "route-table-delete",
                                scene -> Secured.isGone(
                                        scene, scene.environment().ownRoutes()))
                        .writing("DELETE", Effect.DELETED)
                        .in(created.data(), RequestType.DELETE, Part::operation)
                        .approved()
                        .asAPivot());
    }

    private static Stream<StepKind> doors() {
        StepKind storage = applied(
                        "storage",
                        environment -> document(environment, STORAGE),
                        "storage/wsstorage7c1",
                        EnvironmentFixture::storageAccount,
                        "PATCH",
                        Effect.CHANGED,
                        Secured::storageIsClosed)
                .atOnce();
        StepKind vault = applied(
                        "vault",
                        environment -> document(environment, VAULT),
                        "vault/wsvault7c1",
                        EnvironmentFixture::keyVault,
                        "PATCH",
                        Effect.CHANGED,
                        Secured::vaultIsClosed)
                .atOnce();
        return Stream.of(
                storage,
                storage.named("storage-open", Secured::storageIsOpen)
                        .in(storage.data(), RequestType.STORAGE_OPEN, Part::operation)
                        .approved(),
                vault,
                vault.named("vault-open", Secured::vaultIsOpen)
                        .in(vault.data(), RequestType.VAULT_OPEN, Part::operation)
                        .approved());
    }

    private static Stream<StepKind> training() {
        StepKind creation = applied(
                "compute-create",
                environment -> document(environment, TRAINING),
                "compute/cpucluster",
                EnvironmentFixture::compute,
                "PUT",
                Effect.CREATED,
                scene -> Secured.isProvisioned(scene, scene.environment().compute()));
        return Stream.of(
                creation,
                creation.named("compute-scale", Secured::computeScales)
                        .writing("PATCH", Effect.CHANGED)
                        .in(
                                creation.data(),
                                RequestType.COMPUTE_SCALE,
                                environment -> computeNamed(environment).put("max_instances", Secured.MORE_NODES)),
                creation.named(
                                "compute-delete",
                                scene -> Secured.isGone(
                                        scene, scene.environment().compute()))
                        .writing("DELETE", Effect.DELETED)
                        .in(creation.data(), RequestType.COMPUTE_DELETE, StepKinds::computeNamed)
                        .approved()
                        .asAPivot());
    }

    private static Stream<StepKind> clusters() {
        StepKind creation = applied(
                "cluster-create",
                environment -> document(environment, CLUSTER),
                "cluster/myaks",
                EnvironmentFixture::cluster,
                "PUT",
                Effect.CREATED,
                scene -> Secured.isProvisioned(scene, scene.environment().cluster()));
        return Stream.of(
                creation,
                creation.named("cluster-scale", Secured::clusterIsScaled)
                        .writing("PUT", Effect.CHANGED)
                        .in(
                                creation.data(),
                                RequestType.CLUSTER_SCALE,
                                environment -> clusterNamed(environment).put("agent_count", Secured.MORE_AGENTS)),
                creation.named(
                                "cluster-delete",
                                scene -> Secured.isGone(
                                        scene, scene.environment().cluster()))
                        .writing("DELETE", Effect.DELETED)
                        .in(creation.data(), RequestType.CLUSTER_DELETE, StepKinds::clusterNamed)
                        .approved()
                        .asAPivot(),
                creation.named(
                                "environment-delete",
                                scene -> Secured.isGone(
                                        scene, scene.environment().cluster()))
                        .writing("DELETE", Effect.DELETED)
                        .in(creation.data(), RequestType.DELETE, Part::operation)
                        .approved()
                        .asAPivot());
    }

    private static Stream<StepKind> attachments() {
        Function<EnvironmentFixture, ObjectNode> standing = environment -> document(environment, CLUSTER);
        StepKind extension = applied(
                        "extension",
                        standing,
                        "extension/myaks",
                        EnvironmentFixture::extension,
                        "PUT",
                        Effect.CREATED,
                        scene ->
                                Secured.isProvisioned(scene, scene.environment().extension()))
                .in(standing, RequestType.ATTACH, StepKinds::clusterNamed);
        StepKind attachment = applied(
                        "attach",
                        standing,
                        "attachment/myaks",
                        EnvironmentFixture::attachment,
                        "PUT",
                        Effect.CREATED,
                        scene -> Secured.isAttached(scene, "Kubernetes"))
                .in(standing, RequestType.ATTACH, StepKinds::clusterNamed);
        return Stream.of(
                extension,
                attachment,
                attachment
                        .named("attach-seed", scene -> Secured.isAttached(scene, "AKS"))
                        .in(
                                environment -> document(environment, CLUSTER, SEED),
                                RequestType.ATTACH,
                                StepKinds::clusterNamed),
                attachment
                        .named("detach", Secured::isDetached)
                        .writing("DELETE", Effect.DELETED)
                        .in(
                                environment -> document(environment, ATTACHED_CLUSTER),
                                RequestType.DETACH,
                                StepKinds::clusterNamed)
                        .approved()
                        .asAPivot());
    }

    private static Stream<StepKind> machines() {
        return Stream.concat(
                machine("machine", "trainer", Part.MACHINE, EnvironmentFixture::attachedMachine),
                machine("hdinsight", "spark", Part.HDINSIGHT, EnvironmentFixture::attachedHdInsight));
    }

    private static Stream<StepKind> machine(
            String name, String compute, Part part, Function<EnvironmentFixture, String> attached) {
        StepKind attachment = applied(
                name + "-attach",
                environment -> document(environment, part),
                "machine/" + compute,
                attached,
                "PUT",
                Effect.CREATED,
                scene -> Secured.isProvisioned(scene, attached.apply(scene.environment())));
        return Stream.of(
                attachment,
                attachment
                        .named(name + "-detach", scene -> Secured.isMachineDetached(scene, attached))
                        .writing("DELETE", Effect.DELETED)
                        .in(
                                attachment.data(),
                                RequestType.DETACH,
                                environment -> operation(environment).put("name", compute))
                        .approved()
                        .asAPivot());
    }

    private static Stream<StepKind> serving() {
        Function<EnvironmentFixture, ObjectNode> attached = environment -> document(environment, ATTACHED_CLUSTER);
        Function<EnvironmentFixture, ObjectNode> one = environment -> document(environment, ENDPOINT);
        Function<EnvironmentFixture, ObjectNode> two = environment -> document(environment, ENDPOINT, SECOND_VERSION);
        StepKind endpoint = applied(
                        "endpoint",
                        one,
                        "endpoint/churn",
                        EnvironmentFixture::endpoint,
                        "PUT",
                        Effect.CREATED,
                        scene ->
                                Secured.isProvisioned(scene, scene.environment().endpoint()))
                .in(attached, RequestType.APPLY, one);
        StepKind version = applied(
                        "version",
                        two,
                        "deployment/churn/green",
                        EnvironmentFixture::secondVersion,
                        "PUT",
                        Effect.CREATED,
                        scene ->
                                Secured.isProvisioned(scene, scene.environment().secondVersion()))
                .in(one, RequestType.APPLY, two);
        return Stream.of(
                endpoint,
                applied(
                                "traffic",
                                two,
                                "traffic/churn",
                                EnvironmentFixture::endpoint,
                                "PUT",
                                Effect.CHANGED,
                                Secured::trafficIsShared)
                        .in(two, RequestType.APPLY, environment -> sharing(two.apply(environment))),
                endpoint.named("endpoint-delete", Secured::isNotServed)
                        .writing("DELETE", Effect.DELETED)
                        .in(two, RequestType.APPLY, environment -> pruning(attached.apply(environment)))
                        .approved()
                        .asAPivot(),
                version,
                version.named("version-update", Secured::secondVersionIsUpdated)
                        .writing("PUT", Effect.CHANGED)
                        .in(two, RequestType.APPLY, environment -> updated(two.apply(environment))),
                version.named(
                                "version-delete",
                                scene -> Secured.isGone(
                                        scene, scene.environment().secondVersion()))
                        .writing("DELETE", Effect.DELETED)
                        .in(two, RequestType.APPLY, environment -> pruning(one.apply(environment)))
                        .approved()
                        .asAPivot());
    }

    private static Stream<StepKind> classicServing() {
        Function<EnvironmentFixture, ObjectNode> attached =
                environment -> document(environment, ATTACHED_CLUSTER, SEED);
        Function<EnvironmentFixture, ObjectNode> one = environment -> document(environment, ENDPOINT, SEED);
        Function<EnvironmentFixture, ObjectNode> two =
                environment -> document(environment, ENDPOINT, SECOND_VERSION, SEED);
        StepKind service = applied(
                        "service",
                        one,
                        "service/churn",
                        EnvironmentFixture::service,
                        "PUT",
                        Effect.CREATED,
                        Secured::serviceIsHealthy)
                .in(attached, RequestType.APPLY, one);
        return Stream.of(
                service,
                service.named("service-update", Secured::serviceSharesItsTraffic)
                        .writing("PUT", Effect.CHANGED)
                        .in(one, RequestType.APPLY, environment -> sharing(two.apply(environment))),
                service.named("service-delete", Secured::serviceIsGone)
                        .writing("DELETE", Effect.DELETED)
                        .in(two, RequestType.APPLY, environment -> pruning(attached.apply(environment)))
                        .atOnce()
                        .approved()
                        .asAPivot());
    }

    private static ObjectNode sharing(ObjectNode document) {
        ((ObjectNode) document.at("/endpoints/0/deployments/1")).put("traffic", Secured.SHARE);
        return document;
    }

    private static ObjectNode updated(ObjectNode document) {
        ((ObjectNode) document.at("/endpoints/0/deployments/1")).put("app_insights", true);
        return document;
    }

    private static ObjectNode pruning(ObjectNode document) {
        return document.put("prune", true);
    }

    private static ObjectNode computeNamed(EnvironmentFixture environment) {
        return operation(environment).put("name", "cpucluster");
    }

    private static ObjectNode clusterNamed(EnvironmentFixture environment) {
        return operation(environment).put("name", "myaks");
    }
}
