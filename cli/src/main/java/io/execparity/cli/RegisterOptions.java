package io.execparity.cli;

import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.ima.HostRegisters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a measurement list has to lead to. */
final class RegisterOptions {
    private static final String ANY_PREFIX = "any";

    /** Takes all that follow of their form, and leaves the file that may come behind them. */
    static final class RegisterValues implements IParameterConsumer {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(:[0-9]*)?=.*", Pattern.DOTALL);

        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            if (arguments.isEmpty()) {
                throw new ParameterException(command.commandLine(), "--pcr: BANK=HEX is needed");
            }
            List<String> values = new ArrayList<>();
            if (option.getValue() instanceof List<?> before) {
                before.forEach(value -> values.add(String.valueOf(value)));
            }
            values.add(arguments.pop());
            while (!arguments.isEmpty() && FORM.matcher(arguments.peek()).matches()) {
                values.add(arguments.pop());
            }
            option.setValue(values);
        }
    }

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--pcr",
            paramLabel = "BANK=HEX",
            arity = "1..*",
            parameterConsumer = RegisterValues.class,
            description = "registers' values, as sha256=HEX for register 10 or sha256:11=HEX for another;"
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

    /** The option among these that was given first in this order, empty where none was. */
    String given() {
        return !registers.isEmpty() ? "--pcr" : prefix != null ? "--pcr-prefix" : tpm ? "--tpm" : "";
    }

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
        return Console.badUsage(spec.commandLine(), message);
    }
}
