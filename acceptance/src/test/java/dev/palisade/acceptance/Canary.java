package dev.palisade.acceptance;

import java.util.List;

/** Secrets that are put where secrets occur, and that must be found nowhere else. */
final class Canary {
    private static final String SIGNATURE = "canary%2Bsignature%2F51%3D";
    private static final String ACCOUNT_KEY = "canaryAccountKey51==";
    /** Like the other two, a tag of something that the customer has: {@code customers-own.json}. */
    private static final String ADMINISTRATOR = "canaryAdminPassword51!";

    /** What services put into the messages of their errors. */
    static final String SIGNED_LINK = "https://diagnostics.blob.core.windows.net/logs/1?sv=2024-11-04&sig=" + SIGNATURE
            + "&se=2026 with AccountKey=" + ACCOUNT_KEY + ";";

    private Canary() {}

    static List<String> all() {
        return List.of(SIGNATURE, ACCOUNT_KEY, ADMINISTRATOR);
    }
}
