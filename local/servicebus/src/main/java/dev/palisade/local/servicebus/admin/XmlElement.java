package dev.palisade.local.servicebus.admin;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An element of a request's XML. Names are compared without their namespaces, which the SDKs write variously. */
record XmlElement(Element dom) {
    private static final String DISALLOW_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    /** Parses a document; one that declares a type, and so could reach for entities, is refused. */
    static XmlElement parse(String xml) {
        try {
            return new XmlElement(
                    builder().parse(new InputSource(new StringReader(xml))).getDocumentElement());
        } catch (SAXException malformed) {
            throw AdminException.invalid(List.of("The body is not XML that is taken here: " + malformed.getMessage()));
        } catch (IOException | ParserConfigurationException impossible) {
            throw new IllegalStateException("XML could not be parsed from memory", impossible);
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(DISALLOW_DOCTYPE, true);
        factory.setExpandEntityReferences(false);
        factory.setNamespaceAware(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        // Else the parser itself writes to the error output what a client sent.
        builder.setErrorHandler(null);
        return builder;
    }

    String name() {
        return dom.getLocalName();
    }

    List<XmlElement> children() {
        List<XmlElement> children = new ArrayList<>();
        for (Node node = dom.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(new XmlElement(element));
            }
        }
        return children;
    }

    Optional<XmlElement> child(String name) {
        return children().stream().filter(child -> child.name().equals(name)).findFirst();
    }

    /** The text of a child; empty if there is none, or none in it. */
    Optional<String> text(String child) {
        return child(child).map(XmlElement::text).filter(text -> !text.isBlank());
    }

    String text() {
        return dom.getTextContent();
    }

    /** The value of {@code xsi:type} without its prefix, "" if there is none. */
    String type() {
        String type = dom.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");
        return type.substring(type.indexOf(':') + 1);
    }
}
