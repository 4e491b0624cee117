package dev.palisade.worker.configuration;

import java.util.Base64;
import java.util.Optional;

/** A value that must not be seen. Printing it prints nothing of it. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The value itself, to be handed to whoever needs it and not to be kept. */
    public String reveal() {
        return value;
    }

    /** The bytes that the value spells in base64; empty if it is not base64. */
    Optional<byte[]> decode() {
        try {
            return Optional.of(Base64.getDecoder().decode(value));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "****";
    }
}
