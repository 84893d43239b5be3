package io.execparity.report.write;

import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An HTML document that is being put together. Text goes in as text nodes and in no other way. */
final class Markup {
    private final Document document;
    private final TextForm form;

    Markup(TextForm form) {
        this.form = form;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            document = factory.newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JVM can make documents", e);
        }
    }

    Document document() {
        return document;
    }

    /** The first element. */
    Element root(String name) {
        Element root = document.createElement(name);
        document.appendChild(root);
        return root;
    }

    /** An element without text. */
    Element in(Element parent, String name) {
        Element element = document.createElement(name);
        parent.appendChild(element);
        return element;
    }

    /** An element of classes. */
    Element in(Element parent, String name, String classes) {
        Element element = in(parent, name);
        element.setAttribute("class", classes);
        return element;
    }

    /** An element with text, which may be anybody's. */
    Element text(Element parent, String name, String classes, String text) {
        Element element = classes.isEmpty() ? in(parent, name) : in(parent, name, classes);
        add(element, text);
        return element;
    }

    /** Text behind what an element has. */
    void add(Element element, String text) {
        element.appendChild(document.createTextNode(form.of(text)));
    }

    /** Text of our own that stands as it is, such as a style sheet. */
    void verbatim(Element element, String text) {
        element.appendChild(document.createTextNode(text));
    }

    /** A column of a table. */
    record Column(String title, String classes) {}

    /** A table with its head, and the body to put rows in. */
    Element table(Element parent, List<Column> columns) {
        Element table = in(parent, "table");
        Element row = in(in(table, "thead"), "tr");
        for (Column column : columns) {
            text(row, "th", column.classes(), column.title()).setAttribute("scope", "col");
        }
        return in(table, "tbody");
    }

    /** A row of cells, one text for each column. */
    Element row(Element body, List<Column> columns, List<String> cells) {
        Element row = in(body, "tr");
        for (int i = 0; i < cells.size(); i++) {
            text(row, "td", columns.get(i).classes(), cells.get(i));
        }
        return row;
    }
}
