package dev.palisade.activities.arm;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What of a request decides by which limits Azure counts it.
 *
 * @param subscription lower-cased; empty if it names none
 * @param provider the namespace that serves it, lower-cased; empty if ARM does
 */
record ArmCall(String host, String subscription, String provider, RequestClass requests) {

    static ArmCall of(HttpRequest request) {
        return of(
                request.getHttpMethod(),
                request.getUrl().getAuthority(),
                request.getUrl().getPath());
    }

    static ArmCall of(HttpMethod method, String host, String path) {
        List<String> segments = Arrays.asList(path.toLowerCase(Locale.ROOT).split("/"));
        return new ArmCall(
                host.toLowerCase(Locale.ROOT),
                after(segments, segments.indexOf("subscriptions")),
                // What extends a resource of another provider is served by its own, which is the last.
                after(segments, segments.lastIndexOf("providers")),
                RequestClass.of(method));
    }

    private static String after(List<String> segments, int word) {
        return word < 0 || word + 1 >= segments.size() ? "" : segments.get(word + 1);
    }

    /** All that count it. */
    List<RequestLimit> limits() {
        return provider.isEmpty() ? List.of(arms(requests)) : List.of(arms(requests), providers());
    }

    RequestLimit arms(RequestClass counted) {
        return new RequestLimit(host, subscription, "", counted);
    }

    /** The provider's own; ARM's if no provider serves it. */
    RequestLimit providers() {
        return new RequestLimit(host, subscription, provider, requests);
    }
}
