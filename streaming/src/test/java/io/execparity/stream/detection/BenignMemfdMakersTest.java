package io.execparity.stream.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.text.Bytes;
import io.execparity.stream.detection.BenignMemfdMakers.Act;
import io.execparity.stream.detection.BenignMemfdMakers.Maker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenignMemfdMakersTest {
    private static final BenignMemfdMakers MAKERS = BenignMemfdMakers.bundled();

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/runc, runc",
        "/usr/local/sbin/runc, runc",
        "/usr/bin/crun, crun",
        "/usr/bin/youki, youki",
        "/usr/bin/lxc-attach, lxc-attach",
        "/usr/bin/lxc-start, liblxc",
    })
    void aMakerIsFoundByItsImage(String image, String maker) {
        assertThat(MAKERS.byImage(Bytes.utf8(image))).map(Maker::name).contains(maker);
    }

    @Test
    void anImageElsewhereIsNoMaker() {
        assertThat(MAKERS.byImage(Bytes.utf8("/tmp/usr/bin/runc"))).isEmpty();
        assertThat(MAKERS.byImage(Bytes.utf8("runc"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "runc_cloned:/proc/self/exe, true",
        "runc_cloned:runc-dmz, true",
        "crun_cloned:/proc/self/exe, true",
        "runc_clone, false",
        "liblxc, false",
        "pentacle_sealed, false",
        "doublemapper, false",
        "x, false",
    })
    void onlyANameThatOneMakerAloneGivesCanBeImitated(String name, boolean known) {
        assertThat(MAKERS.isKnownName(Bytes.utf8(name))).isEqualTo(known);
    }

    @Test
    void executingIsToldFromMapping() {
        assertThat(MAKERS.byImage(Bytes.utf8("/usr/bin/runc")).orElseThrow().acts())
                .containsExactly(Act.EXECUTES);
        assertThat(MAKERS.byImage(Bytes.utf8("/usr/lib/dotnet/dotnet"))
                        .orElseThrow()
                        .acts())
                .containsExactly(Act.MAPS);
    }

    @Test
    void aSitesOwnMakersComeFirst(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), """
                makers:
                - name: runc
                  images: [/opt/bin/runc]
                  memfd_names: ['own:*']
                  acts: [executes, maps]
                  exclusive_names: true
                  reason: ours
                """);

        BenignMemfdMakers both = MAKERS.withAdditional(file);

        assertThat(both.byImage(Bytes.utf8("/opt/bin/runc"))).map(Maker::reason).contains("ours");
        assertThat(both.byImage(Bytes.utf8("/usr/bin/runc"))).isEmpty();
        assertThat(both.isKnownName(Bytes.utf8("own:x"))).isTrue();
        assertThat(both.makers()).hasSameSizeAs(MAKERS.makers());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            images: [/opt/x]    | images: [opt/x]     | :3:12: an image is an absolute path
            images: [/opt/x]    | images: []          | :2:3: a maker needs at least one image and one act
            images: [/opt/x]    | image: [/opt/x]     | :3:3: unknown key 'image'
            acts: [maps]        | acts: [mapped]      | :5:10: 'mapped' is none of executes, maps
            reason: y           | exclusive_names: true | :2:3: 'reason' is missing
            """)
    void anErrorNamesItsPlace(String right, String wrong, String problem, @TempDir Path folder) throws IOException {
        String valid = """
                makers:
                - name: x
                  images: [/opt/x]
                  memfd_names: [x]
                  acts: [maps]
                  reason: y
                """;
        Path file = Files.writeString(folder.resolve("own.yaml"), valid.replace(right, wrong));

        assertThatThrownBy(() -> BenignMemfdMakers.load(file)).hasMessageStartingWith(file + problem);
    }
}
