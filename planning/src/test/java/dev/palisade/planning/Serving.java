package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.WORKSPACE;

import com.fasterxml.jackson.databind.JsonNode;

/** The example with endpoints, and a world with the models that they serve. */
final class Serving {
    static final String ENDPOINT = WORKSPACE + "/onlineEndpoints/churn";
    static final String BLUE = ENDPOINT + "/deployments/blue";
    static final String SERVICE = WORKSPACE + "/services/churn";
    static final String GREEN = ENDPOINT + "/deployments/green";

    private Serving() {}

    static ExampleWorld world() {
        return withModels(new ExampleWorld());
    }

    static ExampleWorld withModels(ExampleWorld world) {
        String model = "{\"properties\": {\"modelType\": \"%s\", \"modelUri\": \"azureml://jobs/1/outputs/model\"}}";
        return world.put(WORKSPACE + "/models/churn/versions/1", model.formatted("mlflow_model"))
                .put(WORKSPACE + "/models/churn/versions/2", model.formatted("mlflow_model"))
                .put(WORKSPACE + "/models/plain/versions/1", model.formatted("custom_model"))
                .put(WORKSPACE + "/environments/sklearn/versions/3", "{\"properties\": {}}")
                .put(
                        WORKSPACE + "/codes/scoring/versions/1",
                        "{\"properties\": {\"codeUri\": \"https://store.example/code\"}}");
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

    /** The example as in 2019, its account open, with the classic service churn and these versions. */
    static String classicText(String said, String... versions) {
        return endpoint(said, versions)
                .replace("profile: current", "profile: seed")
                .replace("access: selected_networks, allow_ips: [203.0.113.7]", "access: all_networks");
    }

    static JsonNode classic(String... versions) {
        return Examples.document(classicText("name: churn, compute: myaks", versions));
    }

    /** A version with all that a classic service asks for. */
    static String classicVersion(String name, int model, String more) {
        return version(
                name,
                model,
                "environment: 'azureml:sklearn:3', code: 'azureml:scoring:1', scoring_script: score.py"
                        + (more.isEmpty() ? "" : ", " + more));
    }

    /** A version with a model that needs nothing else. */
    static String version(String name, int model, String more) {
        return "name: " + name + ", model: 'azureml:churn:" + model + "'" + (more.isEmpty() ? "" : ", " + more);
    }
}
