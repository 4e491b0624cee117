package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Pages of a collection, in the order of ids. A page's token names the last id shown, so that a member which goes or comes
 * meanwhile moves no other.
 */
final class Pages {
    private static final int SIZE = 30;

    private Pages() {}

    /** The page asked for: {@code value}, and {@code nextLink} while there is more. */
    static ObjectNode page(List<ObjectNode> members, String namespace, ArmRequest request) {
        return page(members, "value", namespace, request);
    }

    /** @param array the name of the members in the answer */
    static ObjectNode page(List<ObjectNode> members, String array, String namespace, ArmRequest request) {
        // The specifications differ in the name of the parameter, which a client only ever copies.
        String parameter = namespace.equalsIgnoreCase("Microsoft.MachineLearningServices") ? "$skip" : "$skipToken";
        List<ObjectNode> left = after(members, token(request, parameter));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode values = page.putArray(array);
        left.stream().limit(SIZE).forEach(values::add);
        if (left.size() > SIZE) {
            page.put("nextLink", nextLink(request, parameter, key(left.get(SIZE - 1))));
        }
        return page;
    }

    private static List<ObjectNode> after(List<ObjectNode> members, String last) {
        List<ObjectNode> left = new ArrayList<>(members);
        left.removeIf(member -> key(member).compareTo(last) <= 0);
        return left;
    }

    private static String key(JsonNode member) {
        return member.path("id").asText().toLowerCase(Locale.ROOT);
    }

    private static String token(ArmRequest request, String parameter) {
        String token = request.query().getOrDefault(parameter.toLowerCase(Locale.ROOT), "");
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ArmException.badRequest("InvalidSkipToken", "The skip token '" + token + "' is invalid.", parameter);
        }
    }

    private static String nextLink(ArmRequest request, String parameter, String last) {
        String others = request.query().entrySet().stream()
                .filter(given -> !given.getKey().equalsIgnoreCase(parameter))
                .map(given -> given.getKey() + "=" + encoded(given.getValue()))
                .collect(Collectors.joining("&"));
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
        return request.base() + request.path().replace(" ", "%20") + "?" + others + "&" + parameter + "=" + token;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
