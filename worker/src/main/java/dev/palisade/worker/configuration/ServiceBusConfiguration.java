package dev.palisade.worker.configuration;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Where messages come from and where outcomes go.
 *
 * @param connection the connection string; if absent, {@code namespace} with {@code DefaultAzureCredential}
 * @param concurrency messages of one queue handled at a time
 * @param prefetch messages of one queue that wait here besides those, their locks renewed too; with them, held at most while Temporal is
 *     away
 * @param renewLocksAfterPercent how much of what is left of a lock may pass before it is renewed
 */
public record ServiceBusConfiguration(
        Optional<Secret> connection,
        Optional<String> namespace,
        String outcomesTopic,
        int concurrency,
        int prefetch,
        int renewLocksAfterPercent,
        List<Team> teams) {
    public static final String CONNECTION_VARIABLE = "PALISADE_SERVICEBUS_CONNECTION";

    public ServiceBusConfiguration {
        teams = List.copyOf(teams);
    }

    static ServiceBusConfiguration read(Section section) {
        Optional<String> namespace = section.text("namespace");
        Optional<Secret> connection = section.secret(CONNECTION_VARIABLE, "connectionFile");
        requireOneWay(section, namespace, connection);
        List<Team> teams = section.sections("teams").stream().map(Team::read).toList();
        if (teams.isEmpty()) {
            section.problem("teams", "is empty, so that nobody could send", "list at least one team with its queue");
        }
        requireDistinct(section, "name", teams, Team::name);
        requireDistinct(section, "queue", teams, Team::queue);
        return new ServiceBusConfiguration(
                connection,
                namespace,
                section.text("outcomesTopic", "palisade-outcomes"),
                section.number("concurrency", 4, 1, 100),
                section.number("prefetch", 0, 0, 1000),
                section.number("renewLocksAfterPercent", 50, 10, 80),
                teams);
    }

    private static void requireOneWay(Section section, Optional<String> namespace, Optional<Secret> connection) {
        if (namespace.isPresent() == connection.isPresent()) {
            section.problem(
                    "namespace",
                    namespace.isPresent()
                            ? "a namespace and a connection string are both given"
                            : "neither a namespace nor a connection string is given",
                    "give serviceBus.namespace (signing in with DefaultAzureCredential), or " + CONNECTION_VARIABLE
                            + " or serviceBus.connectionFile");
        }
    }

    private static void requireDistinct(Section section, String key, List<Team> teams, Function<Team, String> of) {
        Set<String> seen = new HashSet<>();
        for (Team team : teams) {
            String value = of.apply(team);
            if (!value.isEmpty() && !seen.add(value)) {
                section.problem(
                        "teams", "two teams have the " + key + " '" + value + "'", "give each team its own " + key);
            }
        }
    }
}
