package io.execparity.stream.measurement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;

/** The numbers by which a policy names types of file systems; {@code filesystem-magic.properties} has them. */
final class FilesystemMagic {
    private static final Map<String, Long> NUMBERS = read();

    private FilesystemMagic() {}

    /** The number of a type as /proc/self/mounts names it, nothing for a type that is not known. */
    static OptionalLong of(String type) {
        Long number = NUMBERS.get(type);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static Map<String, Long> read() {
        Properties properties = new Properties();
        try (InputStream in = FilesystemMagic.class.getResourceAsStream("filesystem-magic.properties")) {
            if (in == null) {
                throw new IllegalStateException("filesystem-magic.properties is not there");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Long> numbers = new HashMap<>();
        for (String type : properties.stringPropertyNames()) {
            numbers.put(type, Long.parseLong(properties.getProperty(type), 16));
        }
        return numbers;
    }
}
