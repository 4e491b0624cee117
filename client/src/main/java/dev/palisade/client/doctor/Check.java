package dev.palisade.client.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param remedy what helps; null if nothing is wrong
 * @param requests the requests that do not go on because of it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Check(
        String checked,
        Verdict verdict,
        String found,
        @Nullable String remedy,
        List<String> requests) {
    public Check {
        requests = List.copyOf(requests);
    }

    /** How it is. */
    public enum Verdict {
        OK,
        WRONG,
        NOT_CHECKED
    }

    static Check ok(String checked, String found) {
        return new Check(checked, Verdict.OK, found, null, List.of());
    }

    public static Check wrong(String checked, String found, String remedy) {
        return new Check(checked, Verdict.WRONG, found, remedy, List.of());
    }

    public static Check notChecked(String checked, String why) {
        return new Check(checked, Verdict.NOT_CHECKED, why, null, List.of());
    }
}
