package io.execparity.schema.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the numbers of a file's mode say to a person. */
final class FieldMeaningsTest {
    @Test
    void aFileThatNobodyMayExecuteIsSaidToBeOne() {
        assertThat(FieldMeanings.mode(0100644)).isEqualTo("file rw-r--r--, no execute bit");
        assertThat(FieldMeanings.mode(0100001)).isEqualTo("file --------x");
    }

    @Test
    void kindsAreToldApart() {
        assertThat(FieldMeanings.mode(0040755)).isEqualTo("folder rwxr-xr-x");
        assertThat(FieldMeanings.mode(0120777)).isEqualTo("symbolic link rwxrwxrwx");
        assertThat(FieldMeanings.mode(0010600)).isEqualTo("pipe rw-------");
        assertThat(FieldMeanings.mode(0140600)).isEqualTo("socket rw-------");
        assertThat(FieldMeanings.mode(0)).isEqualTo("unknown kind ---------");
    }
}
