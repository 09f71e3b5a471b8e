package vfnet.cli;

import java.util.Locale;
import java.util.Optional;
import vfnet.model.MacAddress;
import vfnet.model.SavedVf;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.WantedVf;

/**
 * What {@code vfnet vf} is asked to change; what is empty stays as it is.
 *
 * @param address      an address by hand
 * @param autoAddress  whether the generated address is asked for
 * @param settings     everything else that the PF enforces, its address empty
 * @param driver       what shall drive the VFs
 * @param label        what to call the VF; an empty text takes its label away
 */
record VfWish(Optional<MacAddress> address, boolean autoAddress, VfSettings settings, Optional<VfDriver> driver,
              Optional<String> label) {

    /** @throws CommandFailure when a value is not allowed, or nothing at all is asked for */
    static VfWish of(Invocation invocation) throws CommandFailure {
        Optional<String> mac = invocation.value(Commands.MAC_ADDRESS);
        boolean auto = mac.filter("auto"::equals).isPresent();
        VfSettings settings = new VfSettings(Optional.empty(), vlan(invocation),
                onOff(invocation, Commands.SPOOF_CHECK), onOff(invocation, Commands.TRUST), linkState(invocation),
                rate(invocation, Commands.MIN_RATE), rate(invocation, Commands.MAX_RATE), Optional.empty());
        VfWish wish = new VfWish(mac.isEmpty() || auto ? Optional.empty() : Optional.of(address(mac.get())), auto, settings,
                SetRequest.driver(invocation), label(invocation));
        if (wish.equals(new VfWish(Optional.empty(), false, VfSettings.UNKNOWN, Optional.empty(), Optional.empty()))) {
            throw new CommandFailure(ExitCode.USAGE, "say what to set: --mac, --vlan, --spoof-check, --trust, --link-state, "
                    + "--min-rate, --max-rate, --driver or --label; see 'vfnet vf --help'");
        }
        return wish;
    }

    private static MacAddress address(String word) throws CommandFailure {
        return MacAddress.parse(word).filter(address -> !address.isMulticast() && !address.isZero()).orElseThrow(() ->
                wrong(Commands.MAC_ADDRESS, word, "auto, or a unicast address other than zero such as 02:00:00:00:00:01"));
    }

    private static CommandFailure wrong(Syntax.Option option, String word, String allowed) {
        return new CommandFailure(ExitCode.USAGE, option.key() + " " + word + ": it is " + allowed);
    }

    private static Optional<Vlan> vlan(Invocation invocation) throws CommandFailure {
        Optional<String> word = invocation.value(Commands.VLAN);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        if (word.get().equals("none")) {
            return Optional.of(Vlan.NONE);
        }
        String[] parts = word.get().split(":", -1);
        int id = number(parts[0], 1, 4094);
        int qos = parts.length > 1 ? number(parts[1], 0, 7) : 0;
        String protocol = parts.length > 2 ? parts[2].toLowerCase(Locale.ROOT) : "802.1q";
        boolean known = protocol.equals("802.1q") || protocol.equals("802.1ad");
        if (id < 0 || qos < 0 || !known || parts.length > 3) {
            throw wrong(Commands.VLAN, word.get(),
                    "none, or ID[:QOS[:802.1q|802.1ad]] with an ID from 1 to 4094 and a QOS from 0 to 7");
        }
        return Optional.of(new Vlan(id, qos, protocol.equals("802.1q") ? "802.1Q" : protocol));
    }

    private static Optional<Boolean> onOff(Invocation invocation, Syntax.Option option) throws CommandFailure {
        Optional<String> word = invocation.value(option);
        if (word.filter(text -> !text.equals("on") && !text.equals("off")).isPresent()) {
            throw wrong(option, word.get(), "on or off");
        }
        return word.map("on"::equals);
    }

    private static Optional<String> linkState(Invocation invocation) throws CommandFailure {
        Optional<String> word = invocation.value(Commands.LINK_STATE);
        if (word.filter(text -> !text.equals("auto") && !text.equals("enable") && !text.equals("disable")).isPresent()) {
            throw wrong(Commands.LINK_STATE, word.get(), "auto, enable or disable");
        }
        return word;
    }

    private static Optional<Integer> rate(Invocation invocation, Syntax.Option option) throws CommandFailure {
        Optional<String> word = invocation.value(option);
        if (word.isPresent() && number(word.get(), 0, Integer.MAX_VALUE) < 0) {
            throw wrong(option, word.get(), "a whole number of Mbit/s; 0 is none");
        }
        return word.map(Integer::valueOf);
    }

    /** -1 where it is none of this range. */
    private static int number(String word, int least, int most) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return -1;
            }
        }
        if (word.isEmpty() || word.length() > 10 || Long.parseLong(word) < least || Long.parseLong(word) > most) {
            return -1;
        }
        return Integer.parseInt(word);
    }

    private static Optional<String> label(Invocation invocation) throws CommandFailure {
        Optional<String> word = invocation.value(Commands.LABEL);
        if (word.filter(text -> !text.equals("none") && VfLabel.parse(text).isEmpty()).isPresent()) {
            throw wrong(Commands.LABEL, word.get(),
                    "none, or 1 to 63 letters, digits, dots, hyphens and underscores, the first one a letter");
        }
        return word.map(text -> text.equals("none") ? "" : text);
    }

    /** The VF with what is asked for in place of what it has. */
    WantedVf on(WantedVf vf, Optional<MacAddress> newAddress) {
        VfSettings has = vf.settings();
        VfSettings merged = merged(has);
        return new WantedVf(vf.index(), newAddress.map(merged::withAddress).orElse(merged), driver.orElse(vf.driver()));
    }

    /** The same for what is saved of a VF. */
    SavedVf on(SavedVf vf, Optional<MacAddress> newAddress) {
        VfSettings merged = merged(vf.settings());
        Optional<VfLabel> named = label.isEmpty() ? vf.label() : VfLabel.parse(label.get());
        return new SavedVf(vf.index(), newAddress.map(merged::withAddress).orElse(merged), driver.or(vf::driver), named);
    }

    private VfSettings merged(VfSettings has) {
        return new VfSettings(has.address(), settings.vlan().or(has::vlan), settings.spoofCheck().or(has::spoofCheck),
                settings.trust().or(has::trust), settings.linkState().or(has::linkState),
                settings.minTxRate().or(has::minTxRate), settings.maxTxRate().or(has::maxTxRate), has.queryRss());
    }

    /** Only what lives nowhere but in the saved configuration. */
    VfWish labelAlone() {
        return new VfWish(Optional.empty(), false, VfSettings.UNKNOWN, Optional.empty(), label);
    }
}
