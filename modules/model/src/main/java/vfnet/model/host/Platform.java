// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import vfnet.model.Reading;

/**
 * What PCI passthrough depends on: processor, firmware and kernel.
 *
 * @param kernelOptions the words of the kernel command line
 * @param iommus the names of the IOMMUs that the kernel uses ({@code dmar0}); empty where it uses none
 * @param acpiTables the firmware's tables that describe an IOMMU: {@code DMAR}, {@code IVRS}
 * @param processor its vendor: {@code GenuineIntel}, {@code AuthenticAMD}
 * @param interruptRemapping whether the IOMMU remaps interrupts; absent where no interrupt shows it
 * @param unsafeInterrupts whether vfio is configured to do without; absent where its module is not loaded
 * @param bootLoader where the kernel command line is kept
 */
public record Platform(
        Reading<List<String>> kernelOptions,
        Reading<List<String>> iommus,
        Reading<List<String>> acpiTables,
        Reading<String> processor,
        Reading<Boolean> interruptRemapping,
        Reading<Boolean> unsafeInterrupts,
        BootLoader bootLoader) {}
