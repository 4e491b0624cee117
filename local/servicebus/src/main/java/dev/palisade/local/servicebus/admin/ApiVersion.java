package dev.palisade.local.servicebus.admin;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The versions of the administration API that the SDKs ask by, oldest first. */
enum ApiVersion {
    V2017_04("2017-04"),
    V2021_05("2021-05"),
    V2024_05("2024-05");

    static final ApiVersion NEWEST = V2024_05;

    private final String text;

    ApiVersion(String text) {
        this.text = text;
    }

    /** @throws AdminException if there is no such version */
    static ApiVersion of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst()
                .orElseThrow(() -> AdminException.invalid(List.of("The api-version '" + text
                        + "' is not supported; ask by "
                        + Arrays.stream(values()).map(ApiVersion::toString).collect(Collectors.joining(", "))
                        + ".")));
    }

    boolean knowsMessageSizes() {
        return compareTo(V2021_05) >= 0;
    }

    boolean knowsFilterCounts() {
        return compareTo(V2024_05) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
