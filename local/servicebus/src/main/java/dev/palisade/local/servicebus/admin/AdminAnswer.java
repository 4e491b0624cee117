package dev.palisade.local.servicebus.admin;

/** What a request is answered with; an empty body where there is nothing to say. */
record AdminAnswer(int status, String contentType, String body) {
    private static final String ENTRY = "application/atom+xml;type=entry;charset=utf-8";
    private static final String FEED = "application/atom+xml;type=feed;charset=utf-8";

    static AdminAnswer entry(int status, String body) {
        return new AdminAnswer(status, ENTRY, body);
    }

    static AdminAnswer feed(String body) {
        return new AdminAnswer(200, FEED, body);
    }

    static AdminAnswer done() {
        return new AdminAnswer(200, ENTRY, "");
    }

    static AdminAnswer refused(AdminException refused) {
        XmlOutput out = new XmlOutput();
        out.open("Error").element("Code", refused.status()).element("Detail", refused.detail());
        return new AdminAnswer(
                refused.status(), "application/xml;charset=utf-8", out.close().toString());
    }
}
