package dev.diver.console.gdb;

import dev.diver.console.debug.Register.Bit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the bits of x86-64's control registers and flags are called: Intel SDM, volume 1, section 3.4.3 (RFLAGS) and volume
 * 3, section 2.5 (CR0, CR4); AMD64 Architecture Programmer's Manual, volume 2, section 3.1.7 (EFER).
 */
final class RegisterBits {
    private static final int IOPL = 12;

    private record Flag(int bit, String name, String meaning) {}

    private static final List<Flag> RFLAGS = List.of(
            new Flag(0, "CF", "carry"),
            new Flag(2, "PF", "parity is even"),
            new Flag(4, "AF", "carry of the low four bits"),
            new Flag(6, "ZF", "the result was zero"),
            new Flag(7, "SF", "the result was negative"),
            new Flag(8, "TF", "a trap follows each instruction"),
            new Flag(9, "IF", "interrupts are enabled"),
            new Flag(10, "DF", "strings go downwards"),
            new Flag(11, "OF", "signed overflow"),
            new Flag(14, "NT", "nested task"),
            new Flag(16, "RF", "the next breakpoint is passed over"),
            new Flag(17, "VM", "virtual 8086 mode"),
            new Flag(18, "AC", "alignment checks, or access to user pages"),
            new Flag(19, "VIF", "virtual interrupts are enabled"),
            new Flag(20, "VIP", "a virtual interrupt is pending"),
            new Flag(21, "ID", "cpuid can be used"));

    private static final List<Flag> CR0 = List.of(
            new Flag(0, "PE", "protected mode"),
            new Flag(1, "MP", "wait traps with TS"),
            new Flag(2, "EM", "no x87"),
            new Flag(3, "TS", "the first x87 or SSE instruction traps"),
            new Flag(4, "ET", "always set"),
            new Flag(5, "NE", "x87 errors are exceptions"),
            new Flag(16, "WP", "the kernel cannot write to read-only pages"),
            new Flag(18, "AM", "alignment checks are possible"),
            new Flag(29, "NW", "caches do not write through"),
            new Flag(30, "CD", "caches are off"),
            new Flag(31, "PG", "paging"));

    private static final List<Flag> CR4 = List.of(
            new Flag(0, "VME", "interrupts of virtual 8086 mode"),
            new Flag(1, "PVI", "virtual interrupts of protected mode"),
            new Flag(2, "TSD", "rdtsc is the kernel's alone"),
            new Flag(3, "DE", "debugging of I/O"),
            new Flag(4, "PSE", "4 MiB pages"),
            new Flag(5, "PAE", "long physical addresses"),
            new Flag(6, "MCE", "machine checks"),
            new Flag(7, "PGE", "global pages"),
            new Flag(8, "PCE", "rdpmc for all"),
            new Flag(9, "OSFXSR", "SSE"),
            new Flag(10, "OSXMMEXCPT", "SSE errors are exceptions"),
            new Flag(11, "UMIP", "sgdt and the like are the kernel's alone"),
            new Flag(12, "LA57", "5-level page tables"),
            new Flag(13, "VMXE", "VMX"),
            new Flag(14, "SMXE", "SMX"),
            new Flag(16, "FSGSBASE", "programs set the bases of FS and GS"),
            new Flag(17, "PCIDE", "process-context identifiers"),
            new Flag(18, "OSXSAVE", "xsave"),
            new Flag(19, "KL", "key locker"),
            new Flag(20, "SMEP", "the kernel cannot run user pages"),
            new Flag(21, "SMAP", "the kernel cannot use user pages"),
            new Flag(22, "PKE", "protection keys of user pages"),
            new Flag(23, "CET", "control-flow enforcement"),
            new Flag(24, "PKS", "protection keys of kernel pages"),
            new Flag(25, "UINTR", "user interrupts"));

    private static final List<Flag> EFER = List.of(
            new Flag(0, "SCE", "syscall"),
            new Flag(8, "LME", "long mode is enabled"),
            new Flag(10, "LMA", "long mode is active"),
            new Flag(11, "NXE", "pages that cannot be run"),
            new Flag(12, "SVME", "SVM"),
            new Flag(13, "LMSLE", "segment limits in long mode"),
            new Flag(14, "FFXSR", "fast fxsave"),
            new Flag(15, "TCE", "translation cache extension"),
            new Flag(17, "MCOMMIT", "mcommit"),
            new Flag(18, "INTWB", "wbinvd can be interrupted"),
            new Flag(20, "UAIE", "upper address bits are ignored"),
            new Flag(21, "AIBRSE", "automatic IBRS"));

    private RegisterBits() {}

    /** Those that are set, lowest first. */
    static List<Bit> of(String register, long value) {
        var bits = new ArrayList<Bit>();
        for (var flag : flags(register)) {
            if ((value >>> flag.bit() & 1) != 0) {
                bits.add(new Bit(flag.name(), flag.meaning()));
            }
        }
        var privilege = value >>> IOPL & 3;
        if ("eflags".equals(register) && privilege != 0) {
            bits.add(new Bit("IOPL", "I/O from privilege level " + privilege + " on"));
        }
        return List.copyOf(bits);
    }

    private static List<Flag> flags(String register) {
        return switch (register) {
            case "eflags" -> RFLAGS;
            case "cr0" -> CR0;
            case "cr4" -> CR4;
            case "efer" -> EFER;
            default -> List.of();
        };
    }
}
