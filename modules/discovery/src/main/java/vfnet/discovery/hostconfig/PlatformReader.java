// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.Reading;
import vfnet.model.host.BootLoader;
import vfnet.model.host.Platform;
import vfnet.system.Sysroot;
import vfnet.system.SystemFiles;

/** Reads what a working IOMMU depends on, and where its options are kept. */
public final class PlatformReader {
    /** Intel's and AMD's table of IOMMUs; the kernel cannot enable what the firmware does not have. */
    private static final List<String> IOMMU_TABLES = List.of("DMAR", "IVRS");
    /** GRUB's variables that end up on the kernel's command line. */
    private static final String GRUB_OPTIONS = "GRUB_CMDLINE_LINUX";

    private final Sysroot sysroot;
    private final SystemFiles files;
    private final AttributeReader attributes;
    private final ConfigurationReader configuration;

    public PlatformReader(Sysroot sysroot, AttributeReader attributes, ConfigurationReader configuration) {
        this.sysroot = sysroot;
        this.files = new SystemFiles(sysroot);
        this.attributes = attributes;
        this.configuration = configuration;
    }

    public Platform read() {
        return new Platform(
                kernelOptions(),
                attributes
                        .names(sysroot.iommus())
                        .map(names -> names.stream().sorted().toList()),
                attributes
                        .names(sysroot.acpiTables())
                        .map(names -> names.stream()
                                .filter(IOMMU_TABLES::contains)
                                .sorted()
                                .toList()),
                processor(),
                interruptRemapping(),
                attributes
                        .text(sysroot.moduleParameters("vfio_iommu_type1").resolve("allow_unsafe_interrupts"))
                        .map("Y"::equals),
                bootLoader());
    }

    Reading<List<String>> kernelOptions() {
        return attributes.text(sysroot.kernelCommandLine()).map(Words::of);
    }

    private Reading<String> processor() {
        return lines(sysroot.processor()).stream()
                .filter(line -> line.startsWith("vendor_id"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .map(Reading::of)
                .orElseGet(Reading::absent);
    }

    /**
     * Interrupts that the IOMMU remaps come from a chip whose name begins with IR (arch/x86: drivers/iommu/intel, amd);
     * message-signalled ones that it does not come from {@code PCI-MSI}.
     */
    private Reading<Boolean> interruptRemapping() {
        boolean direct = false;
        for (String line : lines(sysroot.interrupts())) {
            for (String word : Words.of(line)) {
                if (word.startsWith("IR-")) {
                    return Reading.of(true);
                }
                direct |= word.startsWith("PCI-MSI");
            }
        }
        return direct ? Reading.of(false) : Reading.absent();
    }

    private List<String> lines(Path file) {
        return configuration.file(file).map(TextFile::lines).orElse(List.of());
    }

    private BootLoader bootLoader() {
        List<BootLoader.OptionsFile> options = new ArrayList<>();
        configuration
                .files(files.kernelCommandLine())
                .forEach(file -> options.add(new BootLoader.OptionsFile(file.name(), Words.of(file.text()))));
        files.grub().stream()
                .flatMap(places -> configuration.files(places).stream())
                .forEach(file -> options.add(new BootLoader.OptionsFile(file.name(), grubOptions(file))));
        return new BootLoader(
                systems(),
                attributes.exists(files.proxmoxBootUuids()),
                attributes.exists(files.trueNasClient()),
                options);
    }

    /** {@code GRUB_CMDLINE_LINUX_DEFAULT="quiet iommu=pt"}, once for each such variable. */
    private static List<String> grubOptions(TextFile file) {
        List<String> options = new ArrayList<>();
        for (String line : file.linesWithout("#")) {
            int equals = line.indexOf('=');
            if (line.startsWith(GRUB_OPTIONS) && equals > 0) {
                Words.of(line.substring(equals + 1).replace("\"", " ").replace("'", " ")).stream()
                        .filter(word -> !word.startsWith("$"))
                        .forEach(options::add);
            }
        }
        return options;
    }

    private List<String> systems() {
        List<String> systems = new ArrayList<>();
        Optional<TextFile> release =
                configuration.files(files.osRelease()).stream().findFirst();
        for (String key : List.of("ID=", "ID_LIKE=")) {
            release.ifPresent(file -> file.linesWithout("#").stream()
                    .filter(line -> line.startsWith(key))
                    .forEach(line -> systems.addAll(Words.of(
                            line.substring(key.length()).replace("\"", " ").replace("'", " ")))));
        }
        return systems;
    }
}
