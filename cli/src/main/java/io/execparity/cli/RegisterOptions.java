package io.execparity.cli;

import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.ima.HostRegisters;
import io.execparity.schema.text.TerminalText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a measurement list has to lead to. */
final class RegisterOptions {
    private static final String ANY_PREFIX = "any";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--pcr",
            paramLabel = "BANK=HEX",
            description = "a register's value, as sha256=HEX for register 10 or sha256:11=HEX for another;"
                    + " with 0 to 9 of a bank, boot_aggregate is checked too")
    private List<String> registers = List.of();

    @Option(
            names = "--pcr-prefix",
            paramLabel = "ENTRIES",
            arity = "0..1",
            fallbackValue = ANY_PREFIX,
            description = "the registers were read when the list had so many entries; without a number, at some point")
    private @Nullable String prefix;

    @Option(names = "--tpm", description = "take the registers of this host's own TPM, at some point of the list")
    private boolean tpm;

    /**
     * What the list is to lead to.
     *
     * @param quoted true where a quote is given too: as the TPM of this host, it was asked while the list grew
     * @throws IOException where the TPM's registers cannot be read
     */
    Expectations expectations(boolean quoted) throws IOException {
        List<ExpectedRegister> expected = new ArrayList<>();
        for (String written : registers) {
            try {
                expected.add(ExpectedRegister.parse(written));
            } catch (IllegalArgumentException e) {
                throw badUsage("--pcr " + written + ": " + e.getMessage());
            }
        }
        if (tpm) {
            expected.addAll(HostRegisters.ofThisHost().read());
        }
        if (prefix == null) {
            return tpm || quoted ? Expectations.anywhere(expected) : Expectations.atEnd(expected);
        }
        if (prefix.equals(ANY_PREFIX)) {
            return Expectations.anywhere(expected);
        }
        if (!prefix.matches("[0-9]{1,18}")) {
            throw badUsage("--pcr-prefix " + prefix + ": a number of entries is needed");
        }
        return Expectations.after(expected, Long.parseLong(prefix));
    }

    private ParameterException badUsage(String message) {
        return new ParameterException(spec.commandLine(), TerminalText.UNICODE.of(message));
    }
}
