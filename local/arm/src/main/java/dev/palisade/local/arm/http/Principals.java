package dev.palisade.local.arm.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who a bearer token stands for, and until when. Any token is believed; none is ever shown. */
final class Principals {
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+)");
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    /** The {@code iss} of tokens that were made for the simulator, and live by its clock. */
    private static final String ISSUER = "simulated-azure";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Principals() {}

    static @Nullable String of(@Nullable String authorization) {
        var matcher = BEARER.matcher(authorization == null ? "" : authorization);
        return matcher.matches() ? name(matcher.group(1)) : null;
    }

    /**
     * When a token runs out by the simulated clock; empty for one that does not. Only one that was made for the simulator does: the hour of a
     * real one would be over within seconds where the clock runs fast.
     */
    static Optional<Instant> expiry(@Nullable String authorization) {
        var matcher = BEARER.matcher(authorization == null ? "" : authorization);
        JsonNode claims = matcher.matches() ? claims(matcher.group(1)) : MissingNode.getInstance();
        return claims.path("iss").asText().equals(ISSUER) && claims.path("exp").isNumber()
                ? Optional.of(Instant.ofEpochSecond(claims.path("exp").asLong()))
                : Optional.empty();
    }

    private static String name(String token) {
        if (PLAIN_NAME.matcher(token).matches()) {
            return token;
        }
        String subject = subject(token);
        return subject == null ? "token " + Digests.sha256(token).substring(0, 12) : subject;
    }

    private static @Nullable String subject(String token) {
        JsonNode claims = claims(token);
        String object = claims.path("oid").asText(claims.path("sub").asText(""));
        return object.isEmpty() ? null : object;
    }

    /** Missing if it is no JSON web token. */
    private static JsonNode claims(String token) {
        List<String> parts = List.of(token.split("\\.", -1));
        if (parts.size() != 3) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(Base64.getUrlDecoder().decode(parts.get(1)));
        } catch (IOException | IllegalArgumentException notClaims) {
            return MissingNode.getInstance();
        }
    }
}
