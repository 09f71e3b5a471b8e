package vfnet.exchange;

import java.util.Optional;
import vfnet.model.InterfaceName;

/** The names that systemd gives to the interfaces of VFs: the PF's, and v with the VF's number (systemd.net-naming-scheme(7)). */
final class VfNames {
    private VfNames() {}

    /** Empty where the name would be too long: then the kernel's name stays, which nobody can foretell. */
    static Optional<InterfaceName> of(InterfaceName pf, int index) {
        return InterfaceName.parse(slot(pf) + "v" + index);
    }

    /** The number in a VF's name; empty when it is no name of a VF of this PF. */
    static Optional<Integer> number(InterfaceName pf, InterfaceName vf) {
        String prefix = slot(pf) + "v";
        String digits = vf.text().startsWith(prefix) ? vf.text().substring(prefix.length()) : "";
        boolean plain = !digits.isEmpty() && digits.length() < 6 && (digits.length() == 1 || digits.charAt(0) != '0');
        for (int i = 0; i < digits.length(); i++) {
            plain &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        return plain ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
    }

    /** Without the suffix by which a driver numbers its ports: {@code enp1s0f0np0}. */
    private static String slot(InterfaceName pf) {
        int at = pf.text().lastIndexOf("np");
        boolean suffix = at > 0 && at + 2 < pf.text().length();
        for (int i = at + 2; i < pf.text().length() && suffix; i++) {
            suffix = pf.text().charAt(i) >= '0' && pf.text().charAt(i) <= '9';
        }
        return suffix ? pf.text().substring(0, at) : pf.text();
    }
}
