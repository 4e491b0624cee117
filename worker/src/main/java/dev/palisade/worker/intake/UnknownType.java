package dev.palisade.worker.intake;

import dev.palisade.planning.request.RequestType;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Says of a type that is not known which ones are: other versions of it, if there are any, else all. */
final class UnknownType {
    private static final Pattern VERSION = Pattern.compile("\\.v[^.]*$");
    private static final List<String> KNOWN = Arrays.stream(RequestType.values())
            .map(RequestType::eventType)
            .filter(type -> !type.isEmpty())
            .toList();

    private UnknownType() {}

    static String told(String type) {
        List<String> versions = KNOWN.stream()
                .filter(known -> withoutVersion(known).equals(withoutVersion(type)))
                .toList();
        return versions.isEmpty()
                ? "type '" + type + "' is not known here; known are " + String.join(", ", KNOWN)
                : "type '" + type + "' is a version that is not known here; of this type, known are "
                        + String.join(", ", versions);
    }

    private static String withoutVersion(String type) {
        return VERSION.matcher(type).replaceFirst("");
    }
}
