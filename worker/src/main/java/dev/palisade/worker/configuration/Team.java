package dev.palisade.worker.configuration;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.request.Scopes;
import java.util.ArrayList;
import java.util.List;

/**
 * Who sends through a queue. The queue is the sender's identity: Azure guards who may send to it.
 *
 * @param scopes what the team's documents may name: subscriptions, resource groups or single resources, and all below them
 */
public record Team(String name, String queue, List<ResourceId> scopes) {
    public Team {
        scopes = List.copyOf(scopes);
    }

    public boolean allows(ResourceId resource) {
        return !scopes.isEmpty() && new Scopes(scopes).allow(resource);
    }

    static Team read(Section section) {
        return new Team(
                section.required("name", "name the team, as outcomes and lists should show it"),
                section.required("queue", "name the Service Bus queue that only this team may send to"),
                scopes(section));
    }

    private static List<ResourceId> scopes(Section section) {
        List<ResourceId> scopes = new ArrayList<>();
        for (String text : section.texts("scopes")) {
            ResourceId.parse(text)
                    .ifPresentOrElse(
                            scopes::add,
                            () -> section.problem(
                                    "scopes",
                                    "'" + text + "' is not an ARM scope",
                                    "write it as /subscriptions/… or /subscriptions/…/resourceGroups/…"));
        }
        if (section.texts("scopes").isEmpty()) {
            section.problem(
                    "scopes", "is empty, so that every message would be refused", "list at least one subscription");
        }
        return scopes;
    }
}
