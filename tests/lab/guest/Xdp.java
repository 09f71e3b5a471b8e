// SPDX-License-Identifier: LGPL-3.0-or-later
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CountDownLatch;

/**
 * Uses an interface as eBPF programs do, until it is killed.
 *
 * <p>Arguments: {@code program} or {@code socket}, and the interface's index. {@code program} attaches an XDP program
 * that lets every packet pass, by a link that ends with this process (bpf(2), BPF_LINK_CREATE). {@code socket} binds an
 * AF_XDP socket to the first queue (Documentation/networking/af_xdp.rst).
 */
final class Xdp {
    // asm/unistd_64.h, linux/bpf.h
    private static final long SYS_BPF = 321;
    private static final int PROG_LOAD = 5;
    private static final int LINK_CREATE = 28;
    private static final int PROG_TYPE_XDP = 6;
    private static final int ATTACH_XDP = 37;
    private static final int SKB_MODE = 2;
    private static final int ATTRIBUTE_SIZE = 72;
    // The instructions "r0 = XDP_PASS" and "exit", 8 bytes each.
    private static final long SET_R0_TO_PASS = 0x00000002_0000_00_b7L;
    private static final long EXIT = 0x95L;
    // linux/if_xdp.h
    private static final int AF_XDP = 44;
    private static final int SOCK_RAW = 3;
    private static final int SOL_XDP = 283;
    private static final int RX_RING = 2;
    private static final int UMEM_REG = 4;
    private static final int FILL_RING = 5;
    private static final int COMPLETION_RING = 6;
    private static final short COPY = 2;
    private static final int FRAME = 4096;
    private static final int FRAMES = 64;

    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();

    private final Arena arena;
    private final MemorySegment callState;

    private Xdp(Arena arena) {
        this.arena = arena;
        callState = arena.allocate(CALL_STATE);
    }

    /** Prints {@code uses INDEX}, or what failed and with which errno, and then ends with status 1. */
    public static void main(String[] args) throws Throwable {
        int index = Integer.parseInt(args[1]);
        try (Arena arena = Arena.ofConfined()) {
            Xdp user = new Xdp(arena);
            if (args[0].equals("program")) {
                user.attachProgram(index);
            } else {
                user.bindSocket(index);
            }
            System.out.println("uses " + index);
            new CountDownLatch(1).await();
        } catch (IOException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    private void attachProgram(int index) throws Throwable {
        MemorySegment program = arena.allocate(ATTRIBUTE_SIZE, 8);
        program.set(JAVA_INT, 0, PROG_TYPE_XDP);
        program.set(JAVA_INT, 4, 2);
        program.set(ADDRESS, 8, arena.allocateFrom(JAVA_LONG, SET_R0_TO_PASS, EXIT));
        program.set(ADDRESS, 16, arena.allocateFrom("GPL"));
        program.set(JAVA_INT, 68, ATTACH_XDP);
        MemorySegment link = arena.allocate(ATTRIBUTE_SIZE, 8);
        link.set(JAVA_INT, 0, bpf("BPF_PROG_LOAD", PROG_LOAD, program));
        link.set(JAVA_INT, 4, index);
        link.set(JAVA_INT, 8, ATTACH_XDP);
        link.set(JAVA_INT, 12, SKB_MODE);
        bpf("BPF_LINK_CREATE", LINK_CREATE, link);
    }

    private int bpf(String what, int command, MemorySegment attributes) throws Throwable {
        MethodHandle syscall =
                function("syscall", 1, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
        return check(what, (int) (long) syscall.invokeExact(callState, SYS_BPF, command, attributes, ATTRIBUTE_SIZE));
    }

    private void bindSocket(int index) throws Throwable {
        MethodHandle socket = function("socket", 3, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        int descriptor = check("socket", (int) socket.invokeExact(callState, AF_XDP, SOCK_RAW, 0));
        MemorySegment memory = arena.allocate(32, 8);
        memory.set(ADDRESS, 0, arena.allocate((long) FRAME * FRAMES, FRAME));
        memory.set(JAVA_LONG, 8, (long) FRAME * FRAMES);
        memory.set(JAVA_INT, 16, FRAME);
        option(descriptor, UMEM_REG, memory);
        for (int ring : new int[] {FILL_RING, COMPLETION_RING, RX_RING}) {
            option(descriptor, ring, arena.allocateFrom(JAVA_INT, FRAMES));
        }
        MemorySegment address = arena.allocate(16, 4);
        address.set(JAVA_SHORT, 0, (short) AF_XDP);
        address.set(JAVA_SHORT, 2, COPY);
        address.set(JAVA_INT, 4, index);
        MethodHandle bind = function("bind", 3, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
        check("bind", (int) bind.invokeExact(callState, descriptor, address, (int) address.byteSize()));
    }

    private void option(int descriptor, int option, MemorySegment value) throws Throwable {
        MethodHandle setsockopt = function(
                "setsockopt", 5, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
        check("setsockopt " + option, (int)
                setsockopt.invokeExact(callState, descriptor, SOL_XDP, option, value, (int) value.byteSize()));
    }

    private int check(String what, int result) throws IOException {
        if (result < 0) {
            int errno = (int) CALL_STATE
                    .varHandle(MemoryLayout.PathElement.groupElement("errno"))
                    .get(callState, 0L);
            throw new IOException(what + ": errno " + errno);
        }
        return result;
    }

    private static MethodHandle function(String name, int firstVariadic, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().findOrThrow(name);
        return firstVariadic < descriptor.argumentLayouts().size()
                ? linker.downcallHandle(address, descriptor, ERRNO, Linker.Option.firstVariadicArg(firstVariadic))
                : linker.downcallHandle(address, descriptor, ERRNO);
    }
}
