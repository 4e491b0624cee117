package dev.palisade.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import java.util.List;

/** What a document may ask for, so that a test asks for no more than it is about. */
enum Part {
    STORAGE {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            document.set("storage", environment.document().get("storage"));
        }
    },
    TRAINING {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            document.withArrayProperty("compute").add(environment.computeNamed("cpucluster"));
        }
    },
    VAULT {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            document.withObjectProperty("key_vault").put("access", "selected_networks");
        }
    },
    /** The cluster alone. */
    CLUSTER {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            ATTACHED_CLUSTER.askedIn(document, environment);
            compute(document, "myaks").put("attached", false);
        }
    },
    ATTACHED_CLUSTER {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            ObjectNode cluster = environment.computeNamed("myaks").deepCopy();
            document.withArrayProperty("compute").add(cluster);
        }
    },
    /** What leaves the training subnet is restricted. */
    RESTRICTED {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            document.withObjectProperty("network").put("outbound", "restricted");
        }
    },
    /** The training subnet follows a customer's route table. */
    TUNNELLED {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            document.withObjectProperty("network").put("forced_tunnelling", true);
        }
    },
    /** Nodes run where no route table is. */
    TUNNELLED_WITHOUT_A_TABLE {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            TUNNELLED.askedIn(document, environment);
            document.withObjectProperty("network").withObjectProperty("subnets").put("training", "aks");
        }
    },
    MACHINE {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            document.withArrayProperty("compute")
                    .add(machine(environment, "trainer", "virtual_machine", environment.machine()));
        }
    },
    HDINSIGHT {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            document.withArrayProperty("compute")
                    .add(machine(environment, "spark", "hdinsight", environment.hdInsight()));
        }
    },
    /** An endpoint on the attached cluster with one version, which takes all. */
    ENDPOINT {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            ATTACHED_CLUSTER.askedIn(document, environment);
            ObjectNode endpoint = document.withArrayProperty("endpoints").addObject();
            endpoint.put("name", "churn").put("compute", "myaks");
            endpoint.putArray("deployments")
                    .addObject()
                    .put("name", "blue")
                    .put("model", "azureml:churn:1")
                    .put("default", true);
        }
    },
    /** A second version behind it, which takes nothing yet. */
    SECOND_VERSION {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            ((ArrayNode) document.at("/endpoints/0/deployments"))
                    .addObject()
                    .put("name", "green")
                    .put("model", "azureml:churn:2")
                    .put("traffic", 0);
        }
    },
    /** All of it as the services were in 2019: among the parts it must stand last. */
    SEED {
        @Override
        void askedIn(ObjectNode document, EnvironmentFixture environment) {
            document.put("profile", "seed");
            compute(document, "myaks").put("type", "aks");
            document.at("/endpoints/0/deployments")
                    .forEach(version -> ((ObjectNode) version)
                            .put("environment", "azureml:sklearn:3")
                            .put("code", "azureml:scoring:1")
                            .put("scoring_script", "score.py"));
        }
    };

    private static final List<String> PARTS = List.of("storage", "key_vault", "compute", "endpoints");

    abstract void askedIn(ObjectNode document, EnvironmentFixture environment);

    /** The example's document with these parts alone; whatever fails is taken back. */
    static ObjectNode document(EnvironmentFixture environment, Part... parts) {
        ObjectNode document = environment.document().deepCopy();
        document.remove(PARTS);
        document.withObjectProperty("on_failure").put("default", "rollback");
        for (Part part : parts) {
            part.askedIn(document, environment);
        }
        return document.deepCopy();
    }

    private static ObjectNode machine(EnvironmentFixture environment, String name, String type, String resource) {
        ObjectNode machine =
                environment.document().objectNode().put("name", name).put("type", type);
        machine.putObject("attach")
                .put("resource_id", resource)
                .put("administrator", "azureuser")
                .put("credentials_secret", environment.machineSecret());
        return machine;
    }

    /** The data of a single operation: the workspace, and what else is said of it. */
    static ObjectNode operation(EnvironmentFixture environment) {
        ObjectNode data = environment.document().objectNode();
        return data.put("workspace", environment.workspace());
    }

    /** The element of a document's list {@code compute} with this name. */
    static ObjectNode compute(ObjectNode document, String name) {
        for (JsonNode compute : document.path("compute")) {
            if (compute.path("name").asText().equals(name)) {
                return (ObjectNode) compute;
            }
        }
        throw new IllegalArgumentException("there is no compute " + name + " in " + document);
    }
}
