// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/** What kind of network an interface is on, by its hardware type (include/uapi/linux/if_arp.h). */
public enum LinkLayer {
    /** Ethernet: MAC addresses of 6 bytes, VLANs. */
    ETHERNET("ether", 1),
    /** InfiniBand: addresses of 20 bytes that hold a GUID, partitions in place of VLANs. */
    INFINIBAND("infiniband", 32),
    /** None: cxgb4's management link, which configures VFs and carries no frames. */
    NONE("none", 0xfffe),
    /** Another kind, or an unknown one. */
    OTHER("", -1);

    private final String word;
    private final int hardwareType;

    LinkLayer(String word, int hardwareType) {
        this.word = word;
        this.hardwareType = hardwareType;
    }

    /**
     * {@return the kind of a link}
     *
     * @param linkType what {@code ip} prints as {@code link_type} (iproute2, lib/ll_types.c)
     */
    public static LinkLayer of(String linkType) {
        for (LinkLayer layer : values()) {
            if (layer.word.equals(linkType)) {
                return layer;
            }
        }
        return OTHER;
    }

    /**
     * {@return the kind of a hardware type}
     *
     * @param hardwareType the number in {@code /sys/class/net/NAME/type}
     */
    public static LinkLayer of(int hardwareType) {
        for (LinkLayer layer : values()) {
            if (layer.hardwareType == hardwareType) {
                return layer;
            }
        }
        return OTHER;
    }
}
