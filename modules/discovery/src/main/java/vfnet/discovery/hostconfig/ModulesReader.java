// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.Reading;
import vfnet.model.host.KernelModules;
import vfnet.model.host.ModuleRule;
import vfnet.model.host.VfDrivers;
import vfnet.system.Sysroot;
import vfnet.system.SystemFiles;

/** Reads which of the modules that bear on VFs the kernel has and can load, and their configuration. */
public final class ModulesReader {
    private final Sysroot sysroot;
    private final SystemFiles files;
    private final AttributeReader attributes;
    private final ConfigurationReader configuration;

    public ModulesReader(Sysroot sysroot, AttributeReader attributes, ConfigurationReader configuration) {
        this.sysroot = sysroot;
        this.files = new SystemFiles(sysroot);
        this.attributes = attributes;
        this.configuration = configuration;
    }

    public KernelModules read(Reading<List<String>> kernelOptions) {
        Reading<String> release = attributes.text(sysroot.kernelRelease());
        return new KernelModules(release, release.flatMap(this::available), present(), allRules(kernelOptions));
    }

    /** The modules that the running kernel could load or has built in. */
    Reading<Set<String>> available() {
        return attributes.text(sysroot.kernelRelease()).flatMap(this::available);
    }

    /** The configuration in modprobe.d and on the kernel command line. */
    List<ModuleRule> allRules(Reading<List<String>> kernelOptions) {
        List<ModuleRule> rules = new ArrayList<>();
        configuration.files(files.modprobe()).forEach(file -> rules.addAll(rules(file)));
        rules.addAll(rules(kernelOptions.value().orElse(List.of())));
        return rules;
    }

    /** One folder per kernel; a kernel that was replaced on disk and still runs has none any more. */
    private Reading<Set<String>> available(String release) {
        Path modules = files.kernelModules();
        if (release.contains("/")
                || release.equals("..")
                || attributes.names(modules).value().isEmpty()) {
            return Reading.absent();
        }
        Path own = modules.resolve(release);
        if (!attributes.exists(own)) {
            return attributes.wrong(own, "is not there: the running kernel's modules are gone");
        }
        Optional<TextFile> loadable = configuration.file(own.resolve("modules.dep"));
        if (loadable.isEmpty()) {
            return Reading.absent();
        }
        Set<String> available = new HashSet<>();
        loadable.get()
                .text()
                .lines()
                .forEach(line -> available.add(module(line.substring(0, Math.max(line.indexOf(':'), 0)))));
        configuration
                .file(own.resolve("modules.builtin"))
                .ifPresent(file -> file.text().lines().forEach(line -> available.add(module(line))));
        return Reading.of(available);
    }

    /** {@code kernel/drivers/vfio/pci/vfio-pci.ko.xz} is the module {@code vfio_pci}. */
    private static String module(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int end = name.indexOf(".ko");
        return KernelModules.canonical(end < 0 ? name : name.substring(0, end));
    }

    private Set<String> present() {
        Set<String> present = new TreeSet<>();
        attributes.names(sysroot.modules()).value().orElse(List.of()).stream()
                .filter(VfDrivers::isAbout)
                .forEach(present::add);
        // A driver that is built in and has no parameters is no module.
        if (attributes.exists(sysroot.pciDriver("vfio-pci"))) {
            present.add("vfio_pci");
        }
        return present;
    }

    private static List<ModuleRule> rules(TextFile file) {
        List<ModuleRule> rules = new ArrayList<>();
        for (String line : file.linesWithout("#")) {
            List<String> words = Words.of(line, 3);
            Optional<ModuleRule.Verb> verb = words.size() < 2
                    ? Optional.empty()
                    : Arrays.stream(ModuleRule.Verb.values())
                            .filter(known -> known.name().equalsIgnoreCase(words.getFirst()))
                            .findFirst();
            if (verb.isPresent() && VfDrivers.isAbout(words.get(1))) {
                rules.add(new ModuleRule(
                        KernelModules.canonical(words.get(1)),
                        verb.get(),
                        words.size() > 2 ? words.getLast() : "",
                        file.name()));
            }
        }
        return rules;
    }

    /** {@code modprobe.blacklist=igbvf,iavf}, {@code module_blacklist=igbvf}, {@code igb.max_vfs=7}. */
    private List<ModuleRule> rules(List<String> kernelOptions) {
        List<ModuleRule> rules = new ArrayList<>();
        String file = attributes.name(sysroot.kernelCommandLine());
        for (String option : kernelOptions) {
            int equals = option.indexOf('=');
            int dot = option.indexOf('.');
            if (option.startsWith("modprobe.blacklist=") || option.startsWith("module_blacklist=")) {
                for (String module : option.substring(equals + 1).split(",")) {
                    rules.add(new ModuleRule(KernelModules.canonical(module), ModuleRule.Verb.BLACKLIST, "", file));
                }
            } else if (dot > 0 && dot < equals && VfDrivers.isAbout(option.substring(0, dot))) {
                rules.add(new ModuleRule(
                        KernelModules.canonical(option.substring(0, dot)),
                        ModuleRule.Verb.OPTIONS,
                        option.substring(dot + 1),
                        file));
            }
        }
        return rules;
    }
}
