// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import vfnet.cli.text.Palette;
import vfnet.model.Decimal;
import vfnet.model.MacAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.eswitch.EswitchMode;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.desired.SetRequest;
import vfnet.operations.desired.VfChangeRequest;
import vfnet.operations.usecase.EswitchOperation;

/** Turns command lines into requests for operations. */
public final class Requests {
    /** sriov_numvfs is a u16 (drivers/pci/iov.c). */
    private static final int MAX_VFS = 65535;

    private static final int DEFAULT_SECONDS = 180;
    private static final int MAX_SECONDS = 3600;

    private Requests() {}

    /** @throws OperationException when a word is invalid at its position */
    public static SetRequest set(Invocation invocation) throws OperationException {
        return new SetRequest(
                invocation.parameters().getFirst(),
                count(invocation.parameters().get(1)),
                driver(invocation),
                timeout(invocation),
                invocation.has(Options.FORCE));
    }

    /** @throws OperationException when a word is invalid at its position */
    public static EswitchOperation.Request eswitch(Invocation invocation) throws OperationException {
        String word = invocation.parameters().get(1);
        EswitchMode mode = EswitchMode.parse(word)
                .filter(known -> known != EswitchMode.SWITCHDEV_INACTIVE)
                .orElseThrow(() -> new OperationException(
                        Kind.INVALID_REQUEST, "'" + word + "' is no eswitch mode; it is legacy or switchdev"));
        return new EswitchOperation.Request(
                invocation.parameters().getFirst(), mode, timeout(invocation), invocation.has(Options.FORCE));
    }

    /** @throws OperationException when it is not a number of VFs */
    private static int count(String word) throws OperationException {
        return number(word, 0, MAX_VFS, "'" + word + "' is not a number of VFs");
    }

    /** The driver for VFs; empty to keep that of each. */
    static Optional<VfDriver> driver(Invocation invocation) throws OperationException {
        Optional<String> word = invocation.value(Options.DRIVER);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (word.get()) {
                    case "auto" -> new VfDriver.Auto();
                    case "none" -> new VfDriver.None();
                    case "vfio-pci" -> VfDriver.VFIO_PCI;
                    default ->
                        throw new OperationException(
                                Kind.INVALID_REQUEST, "--driver " + word.get() + ": it is auto, vfio-pci or none");
                });
    }

    /** When there are colours. */
    public static Palette.Choice color(Invocation invocation) throws OperationException {
        String word = invocation.value(Options.COLOR).orElse("auto");
        return switch (word) {
            case "auto" -> Palette.Choice.AUTO;
            case "always" -> Palette.Choice.ALWAYS;
            case "never" -> Palette.Choice.NEVER;
            default ->
                throw new OperationException(
                        Kind.INVALID_REQUEST, "--color is auto, always or never, and not '" + word + "'");
        };
    }

    /** The timeout of one step. */
    public static Duration timeout(Invocation invocation) throws OperationException {
        return seconds(invocation, Options.TIMEOUT, 1, MAX_SECONDS, DEFAULT_SECONDS);
    }

    /**
     * The value of an option in seconds.
     *
     * @param otherwise where the option was not given
     * @throws OperationException when it is not a number of this range
     */
    public static Duration seconds(Invocation invocation, CommandSpec.Option option, int min, int max, int otherwise)
            throws OperationException {
        Optional<String> word = invocation.value(option);
        return Duration.ofSeconds(
                word.isEmpty()
                        ? otherwise
                        : number(
                                word.get(), min, max, option.key() + " " + word.get() + " is not a number of seconds"));
    }

    /** The same, of a word. */
    public static Duration seconds(String word, String wrong, int min, int max) throws OperationException {
        return Duration.ofSeconds(number(word, min, max, wrong));
    }

    private static int number(String word, int min, int max, String wrong) throws OperationException {
        return Decimal.parse(word, min, max)
                .orElseThrow(() ->
                        new OperationException(Kind.INVALID_REQUEST, wrong + "; it must be " + min + " to " + max));
    }

    /**
     * The time between two readings.
     *
     * @throws OperationException when it is not a number of seconds
     */
    public static Duration interval(Invocation invocation) throws OperationException {
        String word = invocation.value(Options.INTERVAL).orElse("1");
        return seconds(word, "--interval " + word + " is not a number of seconds", 1, MAX_SECONDS);
    }

    /**
     * The number of intervals; empty where there is no end.
     *
     * @throws OperationException when it is not a number
     */
    public static Optional<Integer> intervals(Invocation invocation) throws OperationException {
        Optional<String> word = invocation.value(Options.COUNT);
        return word.isEmpty()
                ? Optional.empty()
                : Optional.of(number(
                        word.get(), 1, Integer.MAX_VALUE, "--count " + word.get() + " is not a number of intervals"));
    }

    /** @throws OperationException when a value is not allowed, or nothing is requested */
    public static VfChangeRequest vf(Invocation invocation) throws OperationException {
        Optional<String> mac = invocation.value(Options.MAC_ADDRESS);
        boolean auto = mac.filter("auto"::equals).isPresent();
        VfSettings settings = new VfSettings(
                Optional.empty(),
                vlan(invocation),
                onOff(invocation, Options.SPOOF_CHECK),
                onOff(invocation, Options.TRUST),
                linkState(invocation),
                rate(invocation, Options.MIN_RATE),
                rate(invocation, Options.MAX_RATE),
                Optional.empty(),
                GuidOptions.given(invocation, Options.NODE_GUID),
                GuidOptions.given(invocation, Options.PORT_GUID));
        VfChangeRequest change = new VfChangeRequest(
                mac.isEmpty() || auto ? Optional.empty() : Optional.of(address(mac.get())),
                auto,
                settings,
                GuidOptions.generated(invocation),
                driver(invocation),
                label(invocation));
        if (change.isEmpty()) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "say what to set: --mac, --node-guid, --port-guid, --vlan, --spoof-check, --trust, --link-state, "
                            + "--min-rate, --max-rate, --driver or --label, as in 'vfnet vf enp1s0f0 0-3 --vlan "
                            + "100'; see 'vfnet vf --help'");
        }
        return change;
    }

    private static MacAddress address(String word) throws OperationException {
        return MacAddress.parse(word)
                .filter(address -> !address.isMulticast() && !address.isZero())
                .orElseThrow(() -> wrong(
                        Options.MAC_ADDRESS,
                        word,
                        "auto, or a unicast address other than zero such as 02:00:00:00:00:01"));
    }

    static OperationException wrong(CommandSpec.Option option, String word, String allowed) {
        return new OperationException(Kind.INVALID_REQUEST, option.key() + " " + word + ": it is " + allowed);
    }

    private static Optional<Vlan> vlan(Invocation invocation) throws OperationException {
        Optional<String> word = invocation.value(Options.VLAN);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        if (word.get().equals("none")) {
            return Optional.of(Vlan.NONE);
        }
        String[] parts = word.get().split(":", -1);
        OptionalInt id = Decimal.parse(parts[0], 1, 4094);
        OptionalInt qos = parts.length > 1 ? Decimal.parse(parts[1], 0, 7) : OptionalInt.of(0);
        String protocol = parts.length > 2 ? parts[2].toLowerCase(Locale.ROOT) : "802.1q";
        boolean known = protocol.equals("802.1q") || protocol.equals("802.1ad");
        if (id.isEmpty() || qos.isEmpty() || !known || parts.length > 3) {
            throw wrong(
                    Options.VLAN,
                    word.get(),
                    "none, or ID[:QOS[:802.1q|802.1ad]] with an ID from 1 to 4094 and a QOS from 0 to 7");
        }
        return Optional.of(new Vlan(id.getAsInt(), qos.getAsInt(), protocol.equals("802.1q") ? "802.1Q" : protocol));
    }

    private static Optional<Boolean> onOff(Invocation invocation, CommandSpec.Option option) throws OperationException {
        Optional<String> word = invocation.value(option);
        if (word.filter(text -> !text.equals("on") && !text.equals("off")).isPresent()) {
            throw wrong(option, word.get(), "on or off");
        }
        return word.map("on"::equals);
    }

    private static Optional<String> linkState(Invocation invocation) throws OperationException {
        Optional<String> word = invocation.value(Options.LINK_STATE);
        if (word.filter(text -> !text.equals("auto") && !text.equals("enable") && !text.equals("disable"))
                .isPresent()) {
            throw wrong(Options.LINK_STATE, word.get(), "auto, enable or disable");
        }
        return word;
    }

    private static Optional<Integer> rate(Invocation invocation, CommandSpec.Option option) throws OperationException {
        Optional<String> word = invocation.value(option);
        if (word.isPresent() && Decimal.parse(word.get(), 0, Integer.MAX_VALUE).isEmpty()) {
            throw wrong(option, word.get(), "a whole number of Mbit/s; 0 is none");
        }
        return word.map(Integer::valueOf);
    }

    private static Optional<String> label(Invocation invocation) throws OperationException {
        Optional<String> word = invocation.value(Options.LABEL);
        if (word.filter(text -> !text.equals("none") && VfLabel.parse(text).isEmpty())
                .isPresent()) {
            throw wrong(
                    Options.LABEL,
                    word.get(),
                    "none, or 1 to 63 letters, digits, dots, hyphens and underscores, the first one a letter");
        }
        return word.map(text -> text.equals("none") ? "" : text);
    }
}
