package dev.palisade.local.temporal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the dev server. */
final class ServerCommand {
    private ServerCommand() {}

    static List<String> of(Path cli, TemporalServerOptions options, Ports ports) {
        List<String> command = new ArrayList<>(List.of(cli.toString(), "server", "start-dev", "--ip", "127.0.0.1"));
        command.addAll(List.of("--port", Integer.toString(ports.grpc()), "--ui-port", Integer.toString(ports.ui())));
        command.addAll(List.of("--db-filename", options.database().toString()));
        // The check asks a server of Temporal's for the newest version: local parts talk to this machine only.
        command.addAll(List.of("--dynamic-config-value", "frontend.enableServerVersionCheck=false"));
        options.namespaces().forEach(namespace -> command.addAll(List.of("--namespace", namespace)));
        options.searchAttributes()
                .forEach(attribute -> command.addAll(List.of("--search-attribute", attribute.toString())));
        return command;
    }
}
