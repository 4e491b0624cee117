package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.http.HttpAnswer;

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

    static AdminAnswer refused(int status, String detail) {
        XmlOutput out = new XmlOutput();
        out.open("Error").element("Code", status).element("Detail", detail);
        return new AdminAnswer(
                status, "application/xml;charset=utf-8", out.close().toString());
    }

    HttpAnswer overHttp() {
        return HttpAnswer.text(status, contentType, body);
    }
}
