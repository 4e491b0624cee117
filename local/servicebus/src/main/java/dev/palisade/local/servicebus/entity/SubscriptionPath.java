package dev.palisade.local.servicebus.entity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path of a subscription: its topic's, and its name. */
public record SubscriptionPath(String topic, String subscription) {
    private static final Pattern FORM = Pattern.compile("(.+)/Subscriptions/([^/]+)", Pattern.CASE_INSENSITIVE);

    /** Empty for a path of something else. */
    public static Optional<SubscriptionPath> parse(String path) {
        Matcher matcher = FORM.matcher(path);
        return matcher.matches()
                ? Optional.of(new SubscriptionPath(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return topic + "/Subscriptions/" + subscription;
    }
}
