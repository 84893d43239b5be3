package io.execparity.dashboard.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who has a token: a file of lines {@code NAME ROLE SHA-256}, with {@code #} before remarks. The tokens themselves are
 * nowhere; each has 256 random bits, so that its plain digest cannot be led back to it.
 */
public final class TokenFile {
    /** What every token begins with, by which programs that look for leaked secrets know it. */
    static final String PREFIX = "execparity_";

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_TOKENS = 1_000;
    private static final int LONGEST_TOKEN = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final List<Entry> entries;

    private record Entry(Person person, String digest) {}

    /**
     * A token that was just made.
     *
     * @param token for whoever shall use it; shown once and kept nowhere
     * @param line for the file
     */
    public record Fresh(String token, String line) {}

    private TokenFile(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads a file.
     *
     * @throws IOException where it cannot be read, or a line of it is none, with its place
     */
    public static TokenFile read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " has more than " + MOST_BYTES + " bytes, which no file of tokens has");
        }
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : new String(Files.readAllBytes(file), UTF_8).split("\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Entry entry = entry(line.strip(), file + ":" + number);
            for (Entry other : entries) {
                if (other.person().name().equals(entry.person().name())
                        || other.digest().equals(entry.digest())) {
                    throw new IOException(file + ":" + number + ": this name or this token is there twice");
                }
            }
            entries.add(entry);
            if (entries.size() > MOST_TOKENS) {
                throw new IOException(file + ":" + number + ": more than " + MOST_TOKENS + " tokens");
            }
        }
        if (entries.isEmpty()) {
            throw new IOException(file + " has no token; serve --new-token makes one");
        }
        return new TokenFile(entries);
    }

    private static Entry entry(String line, String place) throws IOException {
        String[] parts = line.split("[ \t]+");
        if (parts.length != 3 || !NAME.matcher(parts[0]).matches()) {
            throw new IOException(place + ": this is no line of a name, a role and a digest");
        }
        Role role = Role.of(parts[1])
                .orElseThrow(() -> new IOException(place + ": the role is neither viewer nor analyst"));
        if (!DIGEST.matcher(parts[2]).matches()) {
            throw new IOException(place + ": the digest is no SHA-256 in small hexadecimal digits");
        }
        return new Entry(new Person(parts[0], role), parts[2]);
    }

    /**
     * Makes a token.
     *
     * @throws IllegalArgumentException where no line can have that name
     */
    public static Fresh fresh(String name, Role role) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name has 1 to 64 letters, digits, dots, hyphens and underscores");
        }
        String token = PREFIX + Secrecy.value();
        return new Fresh(token, name + " " + role.word() + " " + Secrecy.digest(token));
    }

    /** Whose token this is. Takes the same time whosever it is. */
    Optional<Person> owner(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        String digest = Secrecy.digest(token);
        Person found = null;
        for (Entry entry : entries) {
            if (Secrecy.same(entry.digest(), digest)) {
                found = entry.person();
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whether somebody has a token still, and the same role. */
    boolean knows(Person person) {
        return entries.stream().anyMatch(entry -> entry.person().equals(person));
    }
}
