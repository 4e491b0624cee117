package dev.palisade.local.servicebus.admin;

/** What the namespace says of itself: the name that Microsoft's emulator has. */
final class NamespaceInfo {
    private static final String NAME = "sbemulatorns";

    private NamespaceInfo() {}

    static AdminAnswer entry(AdminRequest request, EntityTimes times) {
        AtomWriter.Times lifetime = times.of("");
        AtomWriter.Entry entry = new AtomWriter.Entry(
                "$namespaceinfo",
                NAME,
                lifetime,
                "NamespaceInfo",
                out -> out.element("CreatedTime", lifetime.created())
                        .element("MessagingSKU", "Standard")
                        .element("ModifiedTime", lifetime.updated())
                        .element("Name", NAME)
                        .element("NamespaceType", "Messaging"));
        return AdminAnswer.entry(200, new AtomWriter(request.authority()).entry(entry));
    }
}
