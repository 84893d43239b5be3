package io.execparity.stream.detection;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.catalogue.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Programs that put code into memory files for a good reason. A path can be imitated from any chroot and a name by
 * anyone, so being listed here proves nothing by itself: it says whose digest or inode is worth comparing.
 */
public final class BenignMemfdMakers {
    private static final String RESOURCE = "benign-memfd-makers.yaml";
    private static final List<String> TOP = List.of("makers");
    private static final List<String> ENTRY =
            List.of("name", "images", "memfd_names", "acts", "exclusive_names", "reason");

    private final List<Maker> makers;

    /** What is done with the memory file. */
    public enum Act {
        /** It is executed, as a program. */
        EXECUTES,
        /** It is mapped with execute permission, into a program that runs already. */
        MAPS
    }

    /**
     * One program and its memory files.
     *
     * @param images the paths its image has in distributions, as globs
     * @param memfdNames the names it gives, as globs
     * @param exclusive true where nothing else has reason to give these names
     * @param reason why it does so, in words for people
     */
    public record Maker(
            String name, List<Glob> images, List<Glob> memfdNames, boolean exclusive, Set<Act> acts, String reason) {
        public Maker {
            requireNonNull(name, "name is null");
            requireNonNull(reason, "reason is null");
            images = List.copyOf(images);
            memfdNames = List.copyOf(memfdNames);
            acts = Set.copyOf(acts);
        }

        /** Whether this maker is known to give that name, without the kernel's {@code memfd:} before it. */
        public boolean gives(Bytes memfdName) {
            return Glob.anyMatches(memfdNames, memfdName);
        }
    }

    private BenignMemfdMakers(List<Maker> makers) {
        this.makers = List.copyOf(makers);
    }

    /** The makers that ship with the program. */
    public static BenignMemfdMakers bundled() {
        return Bundled.MAKERS;
    }

    /** Read once, when first needed. */
    private static final class Bundled {
        private static final BenignMemfdMakers MAKERS = read();

        private static BenignMemfdMakers read() {
            try {
                return parse(CatalogueReader.read(BenignMemfdMakers.class, RESOURCE), List.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The makers of {@code file} alone.
     *
     * @throws InvalidCatalogueException where the file does not say what it must, with the place in the message
     */
    public static BenignMemfdMakers load(Path file) throws IOException {
        return parse(CatalogueReader.read(file), List.of());
    }

    /**
     * The makers of {@code file}, and after them these; one of the same name is replaced.
     *
     * @throws InvalidCatalogueException where the file does not say what it must, with the place in the message
     */
    public BenignMemfdMakers withAdditional(Path file) throws IOException {
        return parse(CatalogueReader.read(file), makers);
    }

    /**
     * As {@link #withAdditional(Path)}, for a file whose content is at hand.
     *
     * @param source how errors name it
     */
    public BenignMemfdMakers withAdditional(String source, InputStream in) throws IOException {
        return parse(CatalogueReader.read(source, in), makers);
    }

    static BenignMemfdMakers parse(CatalogueNode document, List<Maker> after) throws InvalidCatalogueException {
        document.allowOnly(TOP);
        List<Maker> makers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (CatalogueNode node : document.require("makers").items()) {
            Maker maker = maker(node);
            if (!names.add(maker.name())) {
                throw node.require("name").wrong("'" + maker.name() + "' is there twice");
            }
            makers.add(maker);
        }
        for (Maker maker : after) {
            if (names.add(maker.name())) {
                makers.add(maker);
            }
        }
        return new BenignMemfdMakers(makers);
    }

    private static Maker maker(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(ENTRY);
        Set<Act> acts = new HashSet<>();
        for (CatalogueNode act : node.require("acts").items()) {
            acts.add(act.word(Act.class));
        }
        List<Glob> images = new ArrayList<>();
        for (CatalogueNode image : node.require("images").items()) {
            if (!image.text().startsWith("/")) {
                throw image.wrong("an image is an absolute path");
            }
            images.add(new Glob(image.text()));
        }
        if (acts.isEmpty() || images.isEmpty()) {
            throw node.wrong("a maker needs at least one image and one act");
        }
        List<Glob> memfdNames = new ArrayList<>();
        for (String pattern : node.require("memfd_names").texts()) {
            memfdNames.add(new Glob(pattern));
        }
        return new Maker(
                node.require("name").text(),
                images,
                memfdNames,
                node.flagOf("exclusive_names"),
                acts,
                node.require("reason").text());
    }

    /** All makers, in the order they are tried. */
    public List<Maker> makers() {
        return makers;
    }

    /** The first maker whose image may be at {@code path}. */
    public Optional<Maker> byImage(Bytes path) {
        return makers.stream()
                .filter(maker -> Glob.anyMatches(maker.images(), path))
                .findFirst();
    }

    /**
     * Whether that name belongs to one maker alone, so that any other image that gives it imitates that one. Names that
     * a library gives in whatever program are not known in this sense.
     *
     * @param memfdName without the kernel's {@code memfd:} before it
     */
    public boolean isKnownName(Bytes memfdName) {
        return makers.stream().anyMatch(maker -> maker.exclusive() && maker.gives(memfdName));
    }
}
