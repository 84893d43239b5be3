package io.execparity.stream.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of YAML that data files are written in: block and flow mappings and lists, plain and quoted scalars on one
 * line, folded and literal text, comments. Anchors, tags, several documents and scalars that run over lines are refused
 * by name. A full YAML library takes several times as long to load as all data files take to read.
 */
final class YamlReader {
    private static final int DEEPEST = 16;

    private final YamlText text;

    private YamlReader(YamlText text) {
        this.text = text;
    }

    /** @param source how errors name the input */
    static CatalogueNode read(String source, String text) throws InvalidCatalogueException {
        YamlReader reader = new YamlReader(new YamlText(source, text));
        reader.text.skipDocumentStart();
        reader.text.toContent();
        if (reader.text.atEnd()) {
            throw reader.text.wrong("there is nothing in it");
        }
        CatalogueNode node = reader.block(0, 0);
        reader.text.toContent();
        if (!reader.text.atEnd()) {
            throw reader.text.wrong("this belongs to nothing above it: is the indentation right?");
        }
        return node;
    }

    /** The block that begins here, a mapping or a list where its first line looks like one. */
    private CatalogueNode block(int indent, int depth) throws InvalidCatalogueException {
        checkDepth(depth);
        if (text.column() < indent) {
            return text.mark().scalar("");
        }
        if (text.atDash()) {
            return blockList(depth);
        }
        return text.atKey() ? blockMapping(depth) : inline(indent, depth);
    }

    private CatalogueNode blockList(int depth) throws InvalidCatalogueException {
        YamlText.Mark mark = text.mark();
        int column = text.column();
        List<CatalogueNode> items = new ArrayList<>();
        while (!text.atEnd() && text.column() == column && text.atDash()) {
            text.skip(1);
            text.skipSpaces();
            if (text.restIsEmpty()) {
                text.toContent();
            }
            items.add(block(column + 1, depth + 1));
            endOfValue(column);
        }
        return mark.list(items);
    }

    private CatalogueNode blockMapping(int depth) throws InvalidCatalogueException {
        YamlText.Mark mark = text.mark();
        int column = text.column();
        Map<String, CatalogueNode.Field> fields = new LinkedHashMap<>();
        while (!text.atEnd() && text.column() == column && !text.atDash()) {
            YamlText.Mark keyMark = text.mark();
            String key = text.key(false);
            text.skipSpaces();
            CatalogueNode value;
            if (text.restIsEmpty()) {
                text.toContent();
                boolean listBeside = !text.atEnd() && text.column() == column && text.atDash();
                value = block(listBeside ? column : column + 1, depth + 1);
            } else {
                value = inline(column + 1, depth + 1);
            }
            put(fields, key, keyMark, value);
            endOfValue(column);
        }
        return mark.mapping(fields);
    }

    private void endOfValue(int column) throws InvalidCatalogueException {
        text.toContent();
        if (!text.atEnd() && text.column() > column) {
            throw text.wrong("this is indented further than what it continues");
        }
    }

    /** A value that is not a block mapping or list. */
    private CatalogueNode inline(int indent, int depth) throws InvalidCatalogueException {
        checkDepth(depth);
        YamlText.Mark mark = text.mark();
        char first = text.peek();
        if (first == '>' || first == '|') {
            return mark.scalar(text.blockScalar(indent));
        }
        CatalogueNode node = flow(false, depth);
        text.skipSpaces();
        if (!text.restIsEmpty()) {
            throw text.wrong("the value ended before this");
        }
        return node;
    }

    private CatalogueNode flow(boolean within, int depth) throws InvalidCatalogueException {
        checkDepth(depth);
        YamlText.Mark mark = text.mark();
        return switch (text.peek()) {
            case '[' -> flowList(depth);
            case '{' -> flowMapping(depth);
            case '"', '\'' -> mark.scalar(text.quoted());
            default -> mark.scalar(text.plain(within));
        };
    }

    private CatalogueNode flowList(int depth) throws InvalidCatalogueException {
        YamlText.Mark mark = text.mark();
        text.skip(1);
        List<CatalogueNode> items = new ArrayList<>();
        while (!closes(']')) {
            items.add(flow(true, depth + 1));
            comma(']');
        }
        return mark.list(items);
    }

    private CatalogueNode flowMapping(int depth) throws InvalidCatalogueException {
        YamlText.Mark mark = text.mark();
        text.skip(1);
        Map<String, CatalogueNode.Field> fields = new LinkedHashMap<>();
        while (!closes('}')) {
            YamlText.Mark keyMark = text.mark();
            String key = text.key(true);
            text.toContent();
            put(fields, key, keyMark, flow(true, depth + 1));
            comma('}');
        }
        return mark.mapping(fields);
    }

    private boolean closes(char bracket) throws InvalidCatalogueException {
        text.toContent();
        if (text.atEnd()) {
            throw text.wrong("'" + bracket + "' is missing");
        }
        if (text.peek() != bracket) {
            return false;
        }
        text.skip(1);
        return true;
    }

    private void comma(char bracket) throws InvalidCatalogueException {
        text.toContent();
        if (text.peek() == ',') {
            text.skip(1);
        } else if (text.peek() != bracket) {
            throw text.wrong("',' or '" + bracket + "' is missing");
        }
    }

    private void put(Map<String, CatalogueNode.Field> fields, String key, YamlText.Mark mark, CatalogueNode value)
            throws InvalidCatalogueException {
        if (fields.put(key, new CatalogueNode.Field(mark.line(), mark.column(), value)) != null) {
            throw mark.wrong("'" + key + "' is there twice");
        }
    }

    private void checkDepth(int depth) throws InvalidCatalogueException {
        if (depth > DEEPEST) {
            throw text.wrong("nested too deeply");
        }
    }
}
