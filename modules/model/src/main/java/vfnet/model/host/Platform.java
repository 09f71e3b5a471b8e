// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;
import vfnet.model.Reading;

/**
 * What must work together before a VM can have a function: processor, firmware and kernel.
 *
 * @param kernelOptions the words that the kernel was booted with
 * @param iommus the names of the IOMMUs that the kernel uses ({@code dmar0}); empty where it uses none
 * @param acpiTables which of the tables that tell of an IOMMU the firmware has: {@code DMAR}, {@code IVRS}
 * @param processor its maker, as it calls itself: {@code GenuineIntel}, {@code AuthenticAMD}
 * @param interruptRemapping whether interrupts go through the IOMMU; absent where no interrupt tells
 * @param unsafeInterrupts whether vfio was told to do without; absent where its module is not loaded
 * @param bootLoader where kernel options are kept
 */
public record Platform(
        Reading<List<String>> kernelOptions,
        Reading<List<String>> iommus,
        Reading<List<String>> acpiTables,
        Reading<String> processor,
        Reading<Boolean> interruptRemapping,
        Reading<Boolean> unsafeInterrupts,
        BootLoader bootLoader) {}
