package dev.palisade.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for secrets in text, however they are written there: as they are, decoded from a URL, or in base64. */
final class SecretScan {
    private final Set<String> forms = new LinkedHashSet<>();
    private final List<Leak> leaks = new ArrayList<>();
    private int texts;

    /**
     * @param where in words for whoever has to stop it
     * @param form the secret as it stands there
     */
    record Leak(String where, String form) {}

    SecretScan(Stream<String> secrets) {
        secrets.filter(secret -> !secret.isBlank()).forEach(secret -> {
            forms.add(secret);
            forms.add(URLDecoder.decode(secret, UTF_8));
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8)));
        });
    }

    void read(String where, String text) {
        texts++;
        forms.stream().filter(text::contains).map(form -> new Leak(where, form)).forEach(leaks::add);
    }

    int texts() {
        return texts;
    }

    List<Leak> leaks() {
        return List.copyOf(leaks);
    }
}
