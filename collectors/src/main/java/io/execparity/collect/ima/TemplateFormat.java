package io.execparity.collect.ima;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which fields an entry has, and in which order. The name is not part of what an entry's hash covers, so that a name
 * which no kernel writes is an error and not a curiosity.
 *
 * <p>A kernel started with {@code ima_template_fmt=} writes the format itself where others have a name
 * (security/integrity/ima/ima_template.c).
 *
 * @param name as the list has it
 * @param fields in the order of the entry
 */
public record TemplateFormat(String name, List<TemplateField> fields) {
    static final String LEGACY = "ima";

    /** No kernel builds a longer one; a boot parameter could hardly. */
    static final int LONGEST_NAME = 255;

    private static final Map<String, String> NAMED = Map.of(
            LEGACY,
            "d|n",
            "ima-ng",
            "d-ng|n-ng",
            "ima-ngv2",
            "d-ngv2|n-ng",
            "ima-sig",
            "d-ng|n-ng|sig",
            "ima-sigv2",
            "d-ngv2|n-ng|sig",
            "ima-buf",
            "d-ng|n-ng|buf",
            "ima-modsig",
            "d-ng|n-ng|sig|d-modsig|modsig",
            "evm-sig",
            "d-ng|n-ng|evmsig|xattrnames|xattrlengths|xattrvalues|iuid|igid|imode");

    public TemplateFormat {
        fields = List.copyOf(fields);
    }

    /** The format of that name, or that is the name itself; nothing where no kernel would write it. */
    public static Optional<TemplateFormat> of(String name) {
        String written = NAMED.getOrDefault(name, name);
        List<TemplateField> fields = new ArrayList<>();
        for (String identifier : written.split("\\|", -1)) {
            Optional<TemplateField> field = TemplateField.of(identifier);
            if (field.isEmpty() || fields.contains(field.get())) {
                return Optional.empty();
            }
            fields.add(field.get());
        }
        return Optional.of(new TemplateFormat(name, fields));
    }

    /** True of the template of old, whose first field has no length and whose hash pads the name. */
    boolean isLegacy() {
        return name.equals(LEGACY);
    }
}
