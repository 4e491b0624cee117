package dev.palisade.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Who may come in from outside the networks when a door is closed. */
final class AllowedAddresses {
    @Option(
            names = "--allow-ip",
            paramLabel = "ADDRESS",
            description = "a public address, or a range as 198.51.100.0/24, that stays allowed; may be given again")
    private List<String> addresses = new ArrayList<>();

    void addTo(ObjectNode data) {
        if (!addresses.isEmpty()) {
            var list = data.putArray("allow_ips");
            addresses.forEach(list::add);
        }
    }
}
