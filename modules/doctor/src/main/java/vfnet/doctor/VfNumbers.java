package vfnet.doctor;

import java.util.List;
import vfnet.model.VirtualFunction;

/** VFs in words: {@code VF 2}, {@code VFs 0-3, 5}. */
final class VfNumbers {
    private VfNumbers() {}

    static String of(List<VirtualFunction> vfs) {
        StringBuilder text = new StringBuilder(vfs.size() == 1 ? "VF " : "VFs ");
        for (int i = 0; i < vfs.size(); i++) {
            int first = vfs.get(i).index();
            int last = first;
            while (i + 1 < vfs.size() && vfs.get(i + 1).index() == last + 1) {
                last = vfs.get(++i).index();
            }
            text.append(first).append(last > first ? "-" + last : "").append(i + 1 < vfs.size() ? ", " : "");
        }
        return text.toString();
    }
}
