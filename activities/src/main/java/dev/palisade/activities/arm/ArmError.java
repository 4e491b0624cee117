package dev.palisade.activities.arm;

import java.util.List;

/**
 * An error of ARM.
 *
 * @param codes Azure's codes from the outermost to the innermost; the last that our table knows decides. Never empty
 * @param message what Azure said, nested JSON flattened, signatures and keys removed
 * @param status the HTTP status it came with; 0 for the error of an operation that failed later
 */
public record ArmError(List<String> codes, String message, int status) {
    public ArmError {
        codes = List.copyOf(codes);
    }

    public static ArmError of(String code, String message) {
        return new ArmError(List.of(code), message, 0);
    }

    /** The code for people: the one that decides, else the first. */
    public String code() {
        return ArmErrors.decisiveCode(this);
    }
}
