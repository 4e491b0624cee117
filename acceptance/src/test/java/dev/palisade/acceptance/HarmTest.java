package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Harm that is done to a neighbour on purpose: every proof asks whether any was done, and so has to see each of these. */
@ExtendWith(StackExtension.class)
class HarmTest {
    private static final String ACLS = "/properties/networkAcls";

    static Stream<Arguments> everythingThatANeighbourHas() {
        return Stream.of(
                harm(
                        "its rule in the security group",
                        "palisade-batch-to-mynetwork-fraud",
                        scene -> alter(
                                scene,
                                scene.environment().securityGroup()
                                        + "/securityRules/palisade-batch-to-mynetwork-fraud",
                                rule -> object(rule, "/properties").put("access", "Deny"))),
                harm(
                        "its endpoint on the subnet",
                        "microsoft.keyvault",
                        scene -> alter(
                                scene,
                                scene.environment().trainingSubnet(),
                                subnet -> array(subnet, "/properties/serviceEndpoints")
                                        .removeAll())),
                harm(
                        "its subnet in the account's rules",
                        "subnets/fraud",
                        scene -> alter(
                                scene,
                                scene.environment().storageAccount(),
                                account -> array(account, ACLS + "/virtualNetworkRules")
                                        .removeAll())),
                harm(
                        "its subnet in the vault's rules",
                        "subnets/fraud",
                        scene -> alter(
                                scene,
                                scene.environment().keyVault(),
                                vault -> array(vault, ACLS + "/virtualNetworkRules")
                                        .removeAll())),
                harm(
                        "its door",
                        "fraudstorage3e7",
                        scene -> alter(
                                scene,
                                theirs(scene, "Microsoft.Storage/storageAccounts/fraudstorage3e7"),
                                account -> object(account, ACLS).put("defaultAction", "Allow"))),
                harm(
                        "the tags of its attachment",
                        "computes/serving",
                        scene -> alter(
                                scene,
                                theirs(scene, "Microsoft.MachineLearningServices/workspaces/fraud/computes/serving"),
                                compute -> object(compute, "/tags").put("palisade-request", "another"))),
                harm(
                        "its account, and put right again",
                        "fraudstorage3e7",
                        scene -> patchForAMoment(
                                scene,
                                theirs(scene, "Microsoft.Storage/storageAccounts/fraudstorage3e7"),
                                "{\"tags\": {\"owner\": \"nobody\"}}")),
                harm(
                        "its subnet's way into the account, and given back again",
                        "sent without",
                        scene -> patchForAMoment(
                                scene,
                                scene.environment().storageAccount(),
                                "{\"properties\": {\"networkAcls\": {\"defaultAction\": \"Allow\", \"virtualNetworkRules\": []}}}")));
    }

    @ParameterizedTest
    @MethodSource("everythingThatANeighbourHas")
    void isSeen(String told, Consumer<Scene> harm, LocalStack stack) {
        Scene scene = Scene.in(stack, "harm-" + harm.hashCode());
        assertThatCode(() -> scene.assertUnharmed(door -> false)).doesNotThrowAnyException();

        harm.accept(scene);

        assertThatThrownBy(() -> scene.assertUnharmed(door -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(told);
    }

    private static Arguments harm(String what, String told, Consumer<Scene> done) {
        return argumentSet(what, told, done);
    }

    private static String theirs(Scene scene, String resource) {
        return scene.environment().groupId() + "/providers/" + resource;
    }

    private static void alter(Scene scene, String id, Consumer<JsonNode> change) {
        JsonNode resource = scene.stack().arm().resource(id).orElseThrow().deepCopy();
        change.accept(resource);
        scene.stack().arm().put(resource);
    }

    /** Somebody's own request to Azure, after which all is as before. */
    private static void patchForAMoment(Scene scene, String id, String body) {
        JsonNode before = scene.stack().arm().resource(id).orElseThrow();
        URI uri = URI.create(scene.stack().arm().baseUrl() + id + "?api-version=2025-06-01");
        HttpRequest patch = HttpRequest.newBuilder(uri)
                .method("PATCH", BodyPublishers.ofString(body))
                .header("Authorization", "Bearer somebody-else")
                .header("Content-Type", "application/json")
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(patch, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        scene.stack().arm().put(before);
    }

    private static ObjectNode object(JsonNode resource, String pointer) {
        return (ObjectNode) resource.at(pointer);
    }

    private static ArrayNode array(JsonNode resource, String pointer) {
        return (ArrayNode) resource.at(pointer);
    }
}
