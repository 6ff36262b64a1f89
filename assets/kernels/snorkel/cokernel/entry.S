/*
 * Where the trampoline of the Linux module comes to: 32-bit protected mode with flat segments,
 * paging off, interrupts off, EBX = physical address of the region. To long mode as the Intel SDM
 * volume 3, section 9.8.5 says; nothing here knows where the region is but by EBX.
 */
#include "layout.h"

	.cfi_sections .debug_frame

#define CR0_WANTED	0x80010033 /* PG WP NE ET MP PE */
#define CR4_WANTED	0x620 /* PAE OSFXSR OSXMMEXCPT */
#define MSR_EFER	0xC0000080
#define EFER_WANTED	0x901 /* SCE LME NXE */
#define ENTRY_TABLE	0x03 /* present, writable */
#define ENTRY_LARGE	0x83

	.section .text.boot, "ax", @progbits
	.code32
	.globl cokernel_entry32
	.type cokernel_entry32, @function
cokernel_entry32:
	cld
	leal boot_stack_offset(%ebx), %esp

	/* The highest 2 GiB: 16 MiB from the start of the region on. */
	leal (boot_high_offset + ENTRY_TABLE)(%ebx), %eax
	movl %eax, (boot_map_offset + 511 * 8)(%ebx)
	leal (boot_high_directory_offset + ENTRY_TABLE)(%ebx), %eax
	movl %eax, (boot_high_offset + 510 * 8)(%ebx)
	leal ENTRY_LARGE(%ebx), %eax
	leal boot_high_directory_offset(%ebx), %edi
	movl $(KERNEL_MAPPED / LARGE_SIZE), %ecx
1:	movl %eax, (%edi)
	addl $LARGE_SIZE, %eax
	addl $8, %edi
	loop 1b

	/* This very code, where it is now. */
	leal (boot_low_offset + ENTRY_TABLE)(%ebx), %eax
	movl %eax, boot_map_offset(%ebx)
	leal cokernel_entry_offset(%ebx), %edx
	movl %edx, %ecx
	shrl $30, %ecx
	leal (boot_low_directory_offset + ENTRY_TABLE)(%ebx), %eax
	movl %eax, boot_low_offset(%ebx, %ecx, 8)
	movl %edx, %ecx
	shrl $21, %ecx
	andl $511, %ecx
	andl $~(LARGE_SIZE - 1), %edx
	orl $ENTRY_LARGE, %edx
	movl %edx, boot_low_directory_offset(%ebx, %ecx, 8)

	movl $CR4_WANTED, %eax
	movl %eax, %cr4
	leal boot_map_offset(%ebx), %eax
	movl %eax, %cr3
	movl $MSR_EFER, %ecx
	rdmsr
	orl $EFER_WANTED, %eax
	wrmsr
	movl $CR0_WANTED, %eax
	movl %eax, %cr0

	leal boot_gdt_offset(%ebx), %eax
	movl %eax, (boot_gdtr_offset + 2)(%ebx)
	lgdt boot_gdtr_offset(%ebx)
	pushl $SELECTOR_CODE
	leal boot_long_mode_offset(%ebx), %eax
	pushl %eax
	lret

	.code64
	.globl boot_long_mode
boot_long_mode:
	movabsq $boot_high_half, %rax
	jmp *%rax
boot_high_half:
	.cfi_startproc simple
	.cfi_undefined %rip		/* the end of every backtrace */
	movw $SELECTOR_DATA, %ax
	movw %ax, %ds
	movw %ax, %es
	movw %ax, %ss
	xorl %eax, %eax
	movw %ax, %fs
	movw %ax, %gs
	movq $boot_stack_top, %rsp
	xorl %ebp, %ebp
	call start
2:	cli
	hlt
	jmp 2b
	.cfi_endproc

	.section .data.boot, "aw", @progbits
	.balign 8
	.globl boot_gdt, boot_gdtr
boot_gdt:
	.quad 0
	.quad 0x00AF9B000000FFFF	/* SELECTOR_CODE */
	.quad 0x00CF93000000FFFF	/* SELECTOR_DATA */
boot_gdtr:
	.word boot_gdtr - boot_gdt - 1
	.quad 0

	.section .bss.boot, "aw", @nobits
	.balign 4096
	.globl boot_map, boot_low, boot_low_directory, boot_high, boot_high_directory
boot_map:
	.skip 4096
boot_low:
	.skip 4096
boot_low_directory:
	.skip 4096
boot_high:
	.skip 4096
boot_high_directory:
	.skip 4096
	.globl boot_stack_top
	.skip 16384
boot_stack_top:

	.section .note.GNU-stack, "", @progbits
