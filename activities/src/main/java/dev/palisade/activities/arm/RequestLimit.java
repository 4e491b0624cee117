package dev.palisade.activities.arm;

import java.util.Locale;

/**
 * One of the limits that Azure keeps, for the one principal whose credential a client has.
 *
 * <p>ARM counts by subscription and class of request, apart in each region where it stands. A worker does not choose the region: ARM's own
 * name leads it to the nearest, a regional name to that one. So the host is all that a call knows of the region, and it is enough, since a
 * worker stays where it is. A provider counts by the region of the resource, which no address tells; here all of a provider's regions are
 * one, so that what is full in one region is left alone in all.
 *
 * @param host whose bucket it is, with its port
 * @param subscription lower-cased; empty for what belongs to the tenant
 * @param provider the namespace, lower-cased, for a limit of its own; empty for ARM's
 */
record RequestLimit(String host, String subscription, String provider, RequestClass requests) {

    boolean isArms() {
        return provider.isEmpty();
    }

    /** As it stands in a sentence: {@code writes to microsoft.storage, subscription 1111…}. */
    String inWords() {
        String what = requests.name().toLowerCase(Locale.ROOT) + (isArms() ? "" : " to " + provider);
        return what + ", " + (subscription.isEmpty() ? "no subscription" : "subscription " + subscription);
    }
}
