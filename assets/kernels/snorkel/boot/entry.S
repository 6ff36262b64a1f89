/*
 * Where QEMU's -kernel enters, and where a processor started by SIPI joins.
 *
 * PVH (Xen, docs/misc/pvh.pandoc, "HVM direct boot ABI"): 32-bit protected mode with flat
 * segments, paging off, interrupts off, EBX = physical address of struct hvm_start_info.
 * Long mode is entered as the Intel SDM volume 3, section 9.8.5 says: PAE page tables in CR3,
 * EFER.LME, then CR0.PG. Constants: SDM volume 3 section 2.5 (CR0, CR4), 2.2.1 (EFER).
 */
#define CR0_PE 0x00000001
#define CR0_MP 0x00000002
#define CR0_EM 0x00000004
#define CR0_NE 0x00000020
#define CR0_WP 0x00010000
#define CR0_PG 0x80000000
#define CR4_PAE 0x020
#define CR4_OSFXSR 0x200
#define CR4_OSXMMEXCPT 0x400
#define MSR_EFER 0xC0000080
#define EFER_LME 0x100
#define EFER_NXE 0x800
#define PAGE_PRESENT_WRITE 0x03
#define PAGE_LARGE 0x80

#define SELECTOR_CODE32 0x08
#define SELECTOR_DATA 0x10
#define SELECTOR_CODE64 0x18

	/* Xen, public/elfnote.h: XEN_ELFNOTE_PHYS32_ENTRY = 18. */
	.section .note.pvh, "a", @note
	.balign 4
	.long 4, 4, 18
	.asciz "Xen"
	.long pvh_entry

	.section .text.boot, "ax", @progbits
	.code32
	.globl pvh_entry
	.type pvh_entry, @function
pvh_entry:
	cld
	cli
	movl $boot_stack_top, %esp
	movl %ebx, %edi			/* kept until start() */

	/* No 64-bit mode (CPUID 0x80000001 EDX bit 29)? Then say so. */
	movl $0x80000000, %eax
	cpuid
	cmpl $0x80000001, %eax
	jb no_long_mode
	movl $0x80000001, %eax
	cpuid
	testl $(1 << 29), %edx
	jz no_long_mode

	/* Identity map of the first 4 GiB: 2048 pages of 2 MiB in four page directories. */
	movl $boot_directories, %esi
	movl $(PAGE_PRESENT_WRITE | PAGE_LARGE), %eax
	movl $2048, %ecx
1:	movl %eax, (%esi)
	addl $0x200000, %eax
	addl $8, %esi
	loop 1b
	movl $boot_directories, %eax
	orl $PAGE_PRESENT_WRITE, %eax
	movl $boot_pointers, %esi
	movl $4, %ecx
2:	movl %eax, (%esi)
	addl $0x1000, %eax
	addl $8, %esi
	loop 2b
	movl $boot_pointers, %eax
	orl $PAGE_PRESENT_WRITE, %eax
	movl %eax, boot_page_map

	movl $start64, %esi
	jmp enter_long_mode

	/* In: ESI = where to go in 64-bit mode. Keeps EDI. */
enter_long_mode:
	lgdt boot_gdtr
	movl %cr4, %eax
	orl $(CR4_PAE | CR4_OSFXSR | CR4_OSXMMEXCPT), %eax
	movl %eax, %cr4
	movl $boot_page_map, %eax
	movl %eax, %cr3
	movl $MSR_EFER, %ecx
	rdmsr
	orl $(EFER_LME | EFER_NXE), %eax
	wrmsr
	movl %cr0, %eax
	andl $~CR0_EM, %eax
	orl $(CR0_PG | CR0_WP | CR0_NE | CR0_MP | CR0_PE), %eax
	movl %eax, %cr0
	ljmp $SELECTOR_CODE64, $long_mode

no_long_mode:
	movl $no_long_mode_text, %esi
	movl $0x3F8, %edx
3:	lodsb
	testb %al, %al
	jz 4f
	outb %al, %dx
	jmp 3b
4:	movl $127, %eax			/* a crash, as exit.c says it */
	movl $0xF4, %edx
	outb %al, %dx
5:	hlt
	jmp 5b

	/* A processor that the trampoline brought into 32-bit mode. */
	.globl ap_entry32
ap_entry32:
	movw $SELECTOR_DATA, %ax
	movw %ax, %ds
	movw %ax, %ss
	movl $ap_start64, %esi
	jmp enter_long_mode

	.code64
long_mode:
	movw $SELECTOR_DATA, %ax
	movw %ax, %ds
	movw %ax, %es
	movw %ax, %ss
	xorl %eax, %eax
	movw %ax, %fs
	movw %ax, %gs
	movl %esi, %esi
	jmp *%rsi

	/* Where calls begin, a debugger finds nothing further. */
	.cfi_sections .debug_frame
	.macro first_function name
	.cfi_startproc simple
	.cfi_def_cfa %rsp, 8
	.cfi_undefined %rip
\name:
	.endm

	first_function start64
	movl $boot_stack_top, %esp
	movl %edi, %edi
	xorl %ebp, %ebp			/* the end of every backtrace */
	call start
6:	hlt
	jmp 6b
	.cfi_endproc

	first_function ap_start64
	movq ap_stack(%rip), %rsp
	movq ap_cpu(%rip), %rdi
	xorl %ebp, %ebp
	call smp_entered
7:	hlt
	jmp 7b
	.cfi_endproc

	/* void run_on_stack(void (*function)(void), void *top): never returns. */
	.globl run_on_stack
	.type run_on_stack, @function
	first_function run_on_stack
	movq %rsi, %rsp
	xorl %ebp, %ebp
	call *%rdi
8:	hlt
	jmp 8b
	.cfi_endproc
	.size run_on_stack, . - run_on_stack

/*
 * Copied to TRAMPOLINE (smp.c), below 1 MiB; SIPI starts it in real mode with CS = TRAMPOLINE >> 4.
 */
	.section .rodata.trampoline, "a", @progbits
	.code16
	.globl trampoline_start, trampoline_end
trampoline_start:
	cli
	cld
	movw %cs, %ax
	movw %ax, %ds
	lgdtl trampoline_gdtr - trampoline_start
	movl %cr0, %eax
	orl $CR0_PE, %eax
	movl %eax, %cr0
	ljmpl $SELECTOR_CODE32, $ap_entry32
	.balign 8
trampoline_gdtr:
	.word boot_gdt_end - boot_gdt - 1
	.long boot_gdt
trampoline_end:

	.section .rodata.boot, "a", @progbits
no_long_mode_text:
	.asciz "snorkel: panic: this processor has no 64-bit mode.\r\n"
	.balign 8
boot_gdt:
	.quad 0
	.quad 0x00CF9B000000FFFF	/* SELECTOR_CODE32 */
	.quad 0x00CF93000000FFFF	/* SELECTOR_DATA */
	.quad 0x00AF9B000000FFFF	/* SELECTOR_CODE64 */
boot_gdt_end:
boot_gdtr:
	.word boot_gdt_end - boot_gdt - 1
	.long boot_gdt

	.section .bss.boot, "aw", @nobits
	.balign 4096
	.globl boot_page_map
boot_page_map:
	.skip 4096
boot_pointers:
	.skip 4096
boot_directories:
	.skip 4 * 4096
	/* Never mapped from paging_init() on: the stack must not grow into the page tables. */
	.globl boot_stack_guard
boot_stack_guard:
	.skip 4096
boot_stack:
	.skip 16384
	.globl boot_stack_top
boot_stack_top:

	.section .note.GNU-stack, "", @progbits
