package dev.palisade.worker.configuration;

/**
 * One thing wrong with the configuration.
 *
 * @param key where, as written in the file ({@code serviceBus.teams[0].queue}), or the environment variable's name
 * @param reason what is wrong; never quotes a secret
 * @param remedy what to write instead
 */
public record Problem(String key, String reason, String remedy) {
    @Override
    public String toString() {
        return key + ": " + reason + "; " + remedy;
    }
}
