package dev.palisade.local.servicebus.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes entries and feeds. */
final class AtomWriter {
    static final String CONNECT = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    /**
     * One entity.
     *
     * @param path below the server's root; some SDKs read names out of it
     * @param root the name of the element that describes it
     * @param description writes what is in that element
     */
    record Entry(String path, String title, Times times, String root, Consumer<XmlOutput> description) {}

    /** When an entity was made and last changed, as far as this process knows. */
    record Times(Instant created, Instant updated) {}

    private final String authority;

    /** @param authority the host and port by which the client knows this server */
    AtomWriter(String authority) {
        this.authority = authority;
    }

    String entry(Entry entry) {
        XmlOutput out = new XmlOutput();
        write(entry, out);
        return out.toString();
    }

    /** @param next the path and query of the following page, if there is one */
    String feed(String title, String path, List<Entry> entries, Optional<String> next) {
        XmlOutput out = new XmlOutput();
        out.open("feed").attribute("xmlns", ATOM);
        out.open("title").attribute("type", "text").text(title).close();
        out.element("id", url(path)).element("updated", Instant.now());
        link(out, "self", path);
        next.ifPresent(page -> link(out, "next", page));
        entries.forEach(entry -> write(entry, out));
        return out.close().toString();
    }

    private void write(Entry entry, XmlOutput out) {
        out.open("entry").attribute("xmlns", ATOM).element("id", url(entry.path()));
        out.open("title").attribute("type", "text").text(entry.title()).close();
        out.element("published", entry.times().created());
        out.element("updated", entry.times().updated());
        out.open("author").element("name", "palisade").close();
        link(out, "self", entry.path());
        out.open("content").attribute("type", "application/xml");
        out.open(entry.root()).attribute("xmlns", CONNECT).attribute("xmlns:i", INSTANCE);
        entry.description().accept(out);
        out.close().close().close();
    }

    private void link(XmlOutput out, String relation, String path) {
        out.open("link").attribute("rel", relation).attribute("href", url(path)).close();
    }

    private String url(String path) {
        return "http://" + authority + "/" + path;
    }
}
