package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.WORKSPACE;

import com.fasterxml.jackson.databind.JsonNode;

/** The example with endpoints, and a world with the models that they serve. */
final class Serving {
    static final String ENDPOINT = WORKSPACE + "/onlineEndpoints/churn";
    static final String BLUE = ENDPOINT + "/deployments/blue";
    static final String GREEN = ENDPOINT + "/deployments/green";

    private Serving() {}

    static ExampleWorld world() {
        return withModels(new ExampleWorld());
    }

    static ExampleWorld withModels(ExampleWorld world) {
        String model = "{\"properties\": {\"modelType\": \"%s\", \"modelUri\": \"azureml://jobs/1/outputs/model\"}}";
        return world.put(WORKSPACE + "/models/churn/versions/1", model.formatted("mlflow_model"))
                .put(WORKSPACE + "/models/churn/versions/2", model.formatted("mlflow_model"))
                .put(WORKSPACE + "/models/plain/versions/1", model.formatted("custom_model"));
    }

    /** The example with the endpoint churn and versions in YAML's flow style, without their braces. */
    static String text(String... versions) {
        return endpoint("name: churn, compute: myaks", versions);
    }

    static String endpoint(String said, String... versions) {
        return Examples.text("secure-environment.yaml") + "endpoints: [{ " + said + ", deployments: [{ "
                + String.join(" }, { ", versions) + " }] }]\n";
    }

    static JsonNode document(String... versions) {
        return Examples.document(text(versions));
    }

    /** A version with a model that needs nothing else. */
    static String version(String name, int model, String more) {
        return "name: " + name + ", model: 'azureml:churn:" + model + "'" + (more.isEmpty() ? "" : ", " + more);
    }
}
