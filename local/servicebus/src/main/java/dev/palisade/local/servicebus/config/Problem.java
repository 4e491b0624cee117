package dev.palisade.local.servicebus.config;

/** One thing wrong with a configuration file: where, why, and what to do about it. */
public record Problem(String field, String reason, String remedy) {
    @Override
    public String toString() {
        return field + ": " + reason + ". " + remedy + ".";
    }
}
