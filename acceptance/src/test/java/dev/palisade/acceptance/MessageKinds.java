package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.STORAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.request.RequestType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** For every type of message, a step that it brings about. */
final class MessageKinds {
    private MessageKinds() {}

    static List<StepKind> all() {
        Map<RequestType, StepKind> kinds = new EnumMap<>(RequestType.class);
        Stream.concat(
                        StepKinds.all(),
                        Stream.of(
                                dryRun(),
                                alone("storage", RequestType.STORAGE_LOCK, Part::operation),
                                alone("vault", RequestType.VAULT_LOCK, Part::operation),
                                alone("compute-create", RequestType.COMPUTE_CREATE, MessageKinds::compute),
                                alone("cluster-create", RequestType.CLUSTER_CREATE, MessageKinds::cluster)))
                .forEach(kind -> kinds.putIfAbsent(kind.type(), kind));
        return List.copyOf(kinds.values());
    }

    private static StepKind dryRun() {
        return new StepKind(
                "dry-run",
                null,
                RequestType.PLAN,
                environment -> Part.document(environment, STORAGE),
                "storage/wsstorage7c1",
                EnvironmentFixture::storageAccount,
                "PATCH",
                Effect.NONE,
                false,
                false,
                false,
                scene -> assertThat(scene.writes()).isEmpty());
    }

    /** What an apply does among other things, asked for by itself in an environment that has nothing yet. */
    private static StepKind alone(String name, RequestType type, Function<EnvironmentFixture, ObjectNode> data) {
        return StepKinds.all()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow()
                .in(Part::document, type, data);
    }

    private static ObjectNode compute(EnvironmentFixture environment) {
        return Part.operation(environment).set("compute", environment.computeNamed("cpucluster"));
    }

    private static ObjectNode cluster(EnvironmentFixture environment) {
        return Part.operation(environment).set("cluster", environment.computeNamed("myaks"));
    }
}
