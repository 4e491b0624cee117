package dev.palisade.local.servicebus.admin;

import java.io.StringWriter;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one XML document into memory. */
final class XmlOutput {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    XmlOutput() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException impossible) {
            throw failed(impossible);
        }
    }

    XmlOutput open(String name) {
        return attempt(() -> writer.writeStartElement(name));
    }

    XmlOutput close() {
        return attempt(writer::writeEndElement);
    }

    XmlOutput attribute(String name, String value) {
        return attempt(() -> writer.writeAttribute(name, value));
    }

    XmlOutput text(String value) {
        return attempt(() -> writer.writeCharacters(value));
    }

    XmlOutput element(String name, Object value) {
        return open(name).text(value.toString()).close();
    }

    XmlOutput element(String name, Optional<?> value) {
        return value.isPresent() ? element(name, value.get()) : this;
    }

    private XmlOutput attempt(Write write) {
        try {
            write.perform();
            return this;
        } catch (XMLStreamException impossible) {
            throw failed(impossible);
        }
    }

    private static IllegalStateException failed(XMLStreamException impossible) {
        return new IllegalStateException("XML could not be written into memory", impossible);
    }

    private interface Write {
        void perform() throws XMLStreamException;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
