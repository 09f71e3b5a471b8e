// SPDX-License-Identifier: LGPL-3.0-or-later
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Holds a function through vfio as QEMU does (Documentation/driver-api/vfio.rst), until it is killed.
 *
 * <p>Arguments: the IOMMU group, the PCI address, and whatever QEMU would have on its command line.
 */
final class Holder {
    private static final int O_RDWR = 2;
    // linux/vfio.h
    private static final int SET_IOMMU = 0x3b66;
    private static final int GROUP_SET_CONTAINER = 0x3b68;
    private static final int GROUP_GET_DEVICE_FD = 0x3b6a;
    private static final long TYPE1V2_IOMMU = 3;

    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();

    private final Arena arena;
    private final MemorySegment callState;
    private final MethodHandle open = function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), 2);
    private final MethodHandle ioctl =
            function("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);

    private Holder(Arena arena) {
        this.arena = arena;
        callState = arena.allocate(CALL_STATE);
    }

    /** Prints {@code holds ADDRESS}, or what failed and with which errno, and then ends with status 1. */
    public static void main(String[] args) throws Throwable {
        // The name that ps and vfnet show, cut as the kernel does.
        Files.writeString(Path.of("/proc/self/comm"), "qemu-system-x86");
        try (Arena arena = Arena.ofConfined()) {
            new Holder(arena).hold(args[0], args[1]);
            System.out.println("holds " + args[1]);
            new CountDownLatch(1).await();
        } catch (IOException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    private void hold(String group, String address) throws Throwable {
        int container = open("/dev/vfio/vfio");
        int node = open("/dev/vfio/" + group);
        MemorySegment number = arena.allocateFrom(JAVA_INT, container);
        call("GROUP_SET_CONTAINER", (int) ioctl.invokeExact(callState, node, (long) GROUP_SET_CONTAINER, number));
        call("SET_IOMMU", (int)
                ioctl.invokeExact(callState, container, (long) SET_IOMMU, MemorySegment.ofAddress(TYPE1V2_IOMMU)));
        call("GROUP_GET_DEVICE_FD", (int)
                ioctl.invokeExact(callState, node, (long) GROUP_GET_DEVICE_FD, arena.allocateFrom(address)));
    }

    private int open(String path) throws Throwable {
        return call("open " + path, (int) open.invokeExact(callState, arena.allocateFrom(path), O_RDWR));
    }

    private int call(String what, int result) throws IOException {
        if (result < 0) {
            int errno = (int) CALL_STATE
                    .varHandle(MemoryLayout.PathElement.groupElement("errno"))
                    .get(callState, 0L);
            throw new IOException(what + ": errno " + errno);
        }
        return result;
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor, int firstVariadic) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                descriptor,
                ERRNO,
                Linker.Option.firstVariadicArg(firstVariadic));
    }
}
