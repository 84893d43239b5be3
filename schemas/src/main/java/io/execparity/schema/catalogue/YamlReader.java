package io.execparity.schema.catalogue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML to {@link CatalogueNode}s: the library's node graph with its places, and nothing constructed from it. */
final class YamlReader {
    static final int DEEPEST = 32;

    private final String source;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlReader(String source) {
        this.source = source;
    }

    static CatalogueNode read(String source, String text) throws InvalidCatalogueException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) {
                throw new InvalidCatalogueException(source, 1, 1, "the file says nothing");
            }
            return new YamlReader(source).node(root);
        } catch (MarkedYAMLException e) {
            Mark at = e.getProblemMark();
            throw new InvalidCatalogueException(source, line(at), column(at), String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw new InvalidCatalogueException(source, 1, 1, String.valueOf(e.getMessage()));
        }
    }

    private CatalogueNode node(Node node) throws InvalidCatalogueException {
        Mark at = node.getStartMark();
        if (!open.add(node)) {
            throw new InvalidCatalogueException(source, line(at), column(at), "this contains itself");
        }
        CatalogueNode read;
        if (node instanceof MappingNode mapping) {
            read = new CatalogueNode(source, line(at), column(at), null, null, fields(mapping));
        } else if (node instanceof SequenceNode sequence) {
            List<CatalogueNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(node(item));
            }
            read = new CatalogueNode(source, line(at), column(at), null, items, null);
        } else if (node instanceof ScalarNode scalar) {
            read = new CatalogueNode(source, line(at), column(at), scalar.getValue(), null, null);
        } else {
            throw new InvalidCatalogueException(source, line(at), column(at), "this is no mapping, list or scalar");
        }
        open.remove(node);
        return read;
    }

    private Map<String, CatalogueNode.Field> fields(MappingNode mapping) throws InvalidCatalogueException {
        Map<String, CatalogueNode.Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Mark at = tuple.getKeyNode().getStartMark();
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new InvalidCatalogueException(source, line(at), column(at), "a key must be a scalar");
            }
            CatalogueNode.Field field = new CatalogueNode.Field(line(at), column(at), node(tuple.getValueNode()));
            if (fields.put(key.getValue(), field) != null) {
                throw new InvalidCatalogueException(
                        source, line(at), column(at), "'" + key.getValue() + "' is there twice");
            }
        }
        return fields;
    }

    private static int line(@Nullable Mark at) {
        return at == null ? 1 : at.getLine() + 1;
    }

    private static int column(@Nullable Mark at) {
        return at == null ? 1 : at.getColumn() + 1;
    }
}
