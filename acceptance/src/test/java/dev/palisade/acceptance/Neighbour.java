package dev.palisade.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.List;

/** One of two environments in a scene's resource group. Its requests are named by it and by what they ask for. */
record Neighbour(Scene scene, String name, String workspace) {

    /** The one that every scene has. */
    static Neighbour one(Scene scene) {
        return new Neighbour(scene, "one", scene.environment().workspace());
    }

    /** A second workspace, with an account and a vault of its own that nobody asks for. */
    static Neighbour beside(Scene scene) {
        for (String resource : List.of(
                scene.environment().storageAccount(),
                scene.environment().keyVault(),
                scene.environment().workspace())) {
            String second = scene.stack()
                    .arm()
                    .resource(resource)
                    .orElseThrow()
                    .toString()
                    .replace("workspaces/ws", "workspaces/ws2")
                    .replace("\"name\":\"ws\"", "\"name\":\"ws2\"")
                    .replace("wsstorage7c1", "wsstorage8d2")
                    .replace("wsvault7c1", "wsvault8d2");
            ForeignResourceTest.put(scene, second);
        }
        return new Neighbour(scene, "other", scene.environment().workspace() + "2");
    }

    /** A document with these parts, in this environment's name. */
    ObjectNode document(Part... parts) {
        return Part.document(scene.environment(), parts)
                .put("workspace", workspace)
                .put("name", name);
    }

    /** A document that attaches the scene's cluster, whoever made it. */
    ObjectNode attaching() {
        ObjectNode document = document();
        document.withArrayProperty("compute")
                .addObject()
                .put("name", "shared")
                .put("type", "kubernetes")
                .withObjectProperty("attach")
                .put("resource_id", scene.environment().cluster());
        return document;
    }

    /** The scene's cluster as a compute of this workspace. */
    String attachment() {
        return compute("shared");
    }

    String compute(String compute) {
        return workspace + "/computes/" + compute;
    }

    /** Sends the document, and waits until the request rests. */
    RequestStatus apply(String suffix, ObjectNode document) {
        return scene.atRest(scene.apply(name + "-" + suffix, document));
    }

    void delete() {
        String id = scene.ask(RequestType.DELETE, name + "-delete", operation());
        scene.stack().requests().approveAll(id, Scene.PATIENCE);
        Proofs.assertState(scene.atRest(id), RequestState.READY);
    }

    void detach() {
        String id = scene.ask(RequestType.DETACH, name + "-detach", operation().put("name", "shared"));
        scene.stack().requests().approve(id, Scene.PATIENCE);
        Proofs.assertState(scene.atRest(id), RequestState.READY);
    }

    private ObjectNode operation() {
        return Part.operation(scene.environment()).put("workspace", workspace);
    }
}
