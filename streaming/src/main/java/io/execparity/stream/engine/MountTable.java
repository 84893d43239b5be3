package io.execparity.stream.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A saved /proc/self/mounts: what is mounted where, and which mount points are noexec by the site's own word. */
public final class MountTable {
    private MountTable() {}

    /**
     * The mount points of a file in the form of fstab(5) that have the option noexec; of several mounts at one place the last
     * counts, which hides the others.
     *
     * @throws IOException where it cannot be read, or a line has not the four fields that are needed; the message names
     *     the file and line
     */
    public static Set<String> noexec(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return noexec(file.toString(), in);
        }
    }

    /**
     * As {@link #noexec(Path)}, for a file whose content is at hand.
     *
     * @param source how errors name it
     */
    public static Set<String> noexec(String source, InputStream in) throws IOException {
        Set<String> noexec = new TreeSet<>();
        read(source, in, fields -> {
            String point = unescaped(fields[1]);
            if (Arrays.asList(fields[3].split(",")).contains("noexec")) {
                noexec.add(point);
            } else {
                noexec.remove(point);
            }
        });
        return noexec;
    }

    /**
     * The types of what is mounted, by mount point; of several mounts at one place the last, which hides the others.
     *
     * @param source how errors name it
     * @throws IOException as {@link #noexec(String, InputStream)} does
     */
    public static Map<String, String> types(String source, InputStream in) throws IOException {
        Map<String, String> types = new TreeMap<>();
        read(source, in, fields -> types.put(unescaped(fields[1]), fields[2]));
        return types;
    }

    private static void read(String source, InputStream in, Consumer<String[]> mount) throws IOException {
        int number = 0;
        List<String> lines = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        for (String line : lines) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.trim().split("[ \t]+");
            if (fields.length < 4) {
                throw new IOException(source + ", line " + number + ": a mount has at least four fields, this has "
                        + fields.length + ".");
            }
            if (fields[2].matches("[0-9]+:[0-9]+")) {
                throw new IOException(source + ", line " + number
                        + ": this is a line of /proc/self/mountinfo, and one of /proc/self/mounts is needed.");
            }
            mount.accept(fields);
        }
    }

    /** Undoes the octal escapes of spaces, tabs, newlines and backslashes. */
    private static String unescaped(String field) {
        StringBuilder plain = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            String digits = i + 4 <= field.length() ? field.substring(i + 1, i + 4) : "";
            if (c == '\\' && digits.matches("[0-3][0-7]{2}")) {
                plain.append((char) Integer.parseInt(digits, 8));
                i += 3;
            } else {
                plain.append(c);
            }
        }
        return new String(plain.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
