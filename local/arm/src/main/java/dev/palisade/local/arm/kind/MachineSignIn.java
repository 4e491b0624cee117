package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Who gets into a machine by SSH. Of a machine that was put as a GET showed it nobody knows the password, so any is taken; and a private key is
 * taken where the machine has public ones: whether they belong together is not computed here.
 */
final class MachineSignIn {
    private static final Set<String> OTHER_SYSTEMS =
            Set.of("redhat", "openlogic", "suse", "debian", "oracle", "almalinux", "microsoftwindowsserver");

    private MachineSignIn() {}

    /** An account of a machine. */
    private record Account(String name, String password, boolean hasKeys) {
        boolean accepts(JsonNode asked) {
            boolean byKey = !asked.path("privateKeyData").asText("").isEmpty();
            String given = asked.path("password").asText("");
            return asked.path("username").asText().equals(name)
                    && (byKey ? hasKeys : password.isEmpty() || password.equals(given));
        }
    }

    static boolean accepts(JsonNode machine, JsonNode asked) {
        return accounts(machine).anyMatch(account -> account.accepts(asked));
    }

    private static Stream<Account> accounts(JsonNode machine) {
        JsonNode profile = machine.at("/properties/osProfile");
        Stream<Account> own = profile.isMissingNode()
                ? Stream.empty()
                : Stream.of(new Account(
                        profile.path("adminUsername").asText(),
                        profile.path("adminPassword").asText(""),
                        !profile.at("/linuxConfiguration/ssh/publicKeys").isEmpty()));
        Stream<Account> ofRoles = StreamSupport.stream(
                        machine.at("/properties/computeProfile/roles").spliterator(), false)
                .map(role -> role.at("/osProfile/linuxOperatingSystemProfile"))
                .filter(JsonNode::isObject)
                .map(role -> new Account(
                        role.path("username").asText(),
                        role.path("password").asText(""),
                        !role.at("/sshProfile/publicKeys").isEmpty()));
        return Stream.concat(own, ofRoles);
    }

    static boolean isUbuntu(JsonNode machine) {
        JsonNode storage = machine.at("/properties/storageProfile");
        String publisher = storage.at("/imageReference/publisher").asText().toLowerCase(Locale.ROOT);
        return !storage.at("/osDisk/osType").asText().equalsIgnoreCase("Windows") && !OTHER_SYSTEMS.contains(publisher);
    }
}
