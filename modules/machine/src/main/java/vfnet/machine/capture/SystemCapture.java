// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import vfnet.model.host.VfDrivers;
import vfnet.system.ParentFolder;
import vfnet.system.Sysroot;
import vfnet.system.SystemFiles;

/** Copies what firmware, kernel and boot loader contribute to VFs. */
final class SystemCapture {
    private final Recorder recorder;
    private final Sysroot sysroot;
    private final SystemFiles files;
    private final ConfigurationText texts;

    SystemCapture(Recorder recorder, Sysroot sysroot) {
        this.recorder = recorder;
        this.sysroot = sysroot;
        files = new SystemFiles(sysroot);
        texts = new ConfigurationText(recorder, sysroot);
    }

    void capture() {
        recorder.directory(sysroot.iommus());
        recorder.links(sysroot.iommus());
        new KernelOptions(recorder).capture(sysroot.kernelCommandLine());
        recorder.attributes(
                ParentFolder.of(sysroot.kernelRelease()),
                List.of(sysroot.kernelRelease().getFileName().toString()));
        excerpt(sysroot.processor(), Excerpt::processor);
        excerpt(sysroot.interrupts(), Excerpt::interrupts);
        texts.text(sysroot.protocols())
                .ifPresent(
                        text -> texts.write(sysroot.protocols(), Excerpt.lines(text, line -> line.startsWith("XDP "))));
        // The provider's address does not matter here.
        texts.text(sysroot.pppoeSessions())
                .ifPresent(text -> texts.write(sysroot.pppoeSessions(), Excerpt.pppoe(text)));
        tables();
        bootLoader();
        modules();
    }

    private void excerpt(Path file, UnaryOperator<String> excerpt) {
        texts.text(file).map(excerpt).filter(text -> !text.isEmpty()).ifPresent(text -> texts.write(file, text));
    }

    /** Which tables exist, without their content. */
    private void tables() {
        recorder.directory(sysroot.acpiTables());
        recorder.names(sysroot.acpiTables()).stream()
                .filter(List.of("DMAR", "IVRS")::contains)
                .forEach(name -> texts.write(sysroot.acpiTables().resolve(name), ""));
    }

    private void bootLoader() {
        texts.copy(files.kernelCommandLine(), text -> KernelOptions.bearing(text) + "\n");
        files.grub().forEach(places -> texts.copy(places, Excerpt::grub));
        for (Path marker : List.of(files.proxmoxBootUuids(), files.trueNasClient())) {
            if (Files.exists(marker, LinkOption.NOFOLLOW_LINKS)) {
                texts.write(marker, "");
            }
        }
    }

    private void modules() {
        recorder.names(sysroot.modules()).stream()
                .filter(VfDrivers::isAbout)
                .forEach(module -> recorder.directory(sysroot.modules().resolve(module)));
        recorder.allAttributes(sysroot.moduleParameters("vfio_iommu_type1"));
        if (recorder.exists(sysroot.pciDriver("vfio-pci"))) {
            recorder.directory(sysroot.pciDriver("vfio-pci"));
        }
        if (Files.isDirectory(files.kernelModules())) {
            recorder.directory(files.kernelModules());
            recorder.text(sysroot.kernelRelease())
                    .filter(release -> release.matches("[\\w+~-][\\w.+~-]*"))
                    .map(files.kernelModules()::resolve)
                    .filter(Files::isDirectory)
                    .ifPresent(this::modulesOf);
        }
        texts.copy(files.modprobe(), Excerpt::modprobe);
        texts.text(sysroot.loadedModules())
                .ifPresent(text -> texts.write(sysroot.loadedModules(), Excerpt.loadedModules(text)));
    }

    /** That a kernel has none of them matters, too. */
    private void modulesOf(Path release) {
        recorder.directory(release);
        for (String list : List.of("modules.dep", "modules.builtin")) {
            texts.text(release.resolve(list))
                    .map(Excerpt::modules)
                    .ifPresent(excerpt -> texts.write(release.resolve(list), excerpt.isEmpty() ? "\n" : excerpt));
        }
    }
}
