package dev.palisade.activities.arm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code x-ms-ratelimit-remaining-*} headers: how many requests each limit still allows. Where several count the same (of the
 * principal, of the whole subscription), the least is what is left.
 */
final class RemainingRequests {
    private static final String PREFIX = "x-ms-ratelimit-remaining-";

    /** ARM's own: {@code subscription-writes}, {@code subscription-global-reads}, {@code tenant-reads}. */
    private static final Pattern ARMS = Pattern.compile("(?:subscription|tenant)-(?:global-)?(reads|writes|deletes)");

    /** A provider's: {@code resource}, {@code subscription-resource-requests}, {@code subscription-resource-entities-read}. */
    private static final Pattern PROVIDERS = Pattern.compile("(?:(?:subscription|tenant)-)?resource(?:-.+)?");

    /** A count alone, or after the name of the rule that counts: {@code Microsoft.Compute/HighCostGet3Min;107}. */
    private static final Pattern COUNT = Pattern.compile("(?:.*;)?\\s*(\\d{1,9})\\s*");

    private RemainingRequests() {}

    /** What an answer says, by the limit it says it of; what cannot be read is left out: Azure's mistake must not stop us. */
    static Map<RequestLimit, Integer> in(ArmCall call, ArmAnswer answer) {
        Map<RequestLimit, Integer> remaining = new LinkedHashMap<>();
        answer.headers()
                .forEach((name, value) -> limit(call, name)
                        .ifPresent(limit -> least(value).ifPresent(count -> remaining.merge(limit, count, Math::min))));
        return remaining;
    }

    private static Optional<RequestLimit> limit(ArmCall call, String name) {
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String rest = name.substring(PREFIX.length());
        Matcher arms = ARMS.matcher(rest);
        if (arms.matches()) {
            return Optional.of(call.arms(RequestClass.valueOf(arms.group(1).toUpperCase(Locale.ROOT))));
        }
        return PROVIDERS.matcher(rest).matches() ? Optional.of(call.providers()) : Optional.empty();
    }

    private static OptionalInt least(String value) {
        return Arrays.stream(value.split(","))
                .map(COUNT::matcher)
                .filter(Matcher::matches)
                .mapToInt(count -> Integer.parseInt(count.group(1)))
                .min();
    }
}
