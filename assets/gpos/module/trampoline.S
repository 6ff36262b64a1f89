/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * Copied to a page below 1 MiB, where the start-up message makes a processor begin in real mode
 * with CS = page >> 4. Goes to 32-bit mode with flat segments (SDM volume 3, 9.9.1) and on to the
 * co-kernel, with EBX = physical address of the window.
 */
	.section .rodata
	.globl cokernel_trampoline, cokernel_trampoline_entry
	.globl cokernel_trampoline_argument, cokernel_trampoline_end
	.balign 16
	.code16
cokernel_trampoline:
	cli
	cld
	movw	%cs, %ax
	movw	%ax, %ds
	xorl	%ebx, %ebx
	movw	%ax, %bx
	shll	$4, %ebx
	/* The table's own address, and where the far jump goes, depend on the page. */
	leal	(gdt - cokernel_trampoline)(%ebx), %eax
	movl	%eax, gdtr - cokernel_trampoline + 2
	leal	(protected - cokernel_trampoline)(%ebx), %eax
	movl	%eax, far - cokernel_trampoline
	lgdtl	gdtr - cokernel_trampoline
	movl	%cr0, %eax
	andl	$~0x60000000, %eax	/* caches on: INIT leaves CD and NW as they are */
	orl	$1, %eax
	movl	%eax, %cr0
	ljmpl	*(far - cokernel_trampoline)
	.code32
protected:
	movw	$0x10, %ax
	movw	%ax, %ds
	movw	%ax, %es
	movw	%ax, %ss
	movl	(cokernel_trampoline_entry - cokernel_trampoline)(%ebx), %eax
	movl	(cokernel_trampoline_argument - cokernel_trampoline)(%ebx), %ebx
	jmp	*%eax
	.balign 8
gdt:
	.quad	0
	.quad	0x00CF9B000000FFFF	/* 0x08: code */
	.quad	0x00CF93000000FFFF	/* 0x10: data */
gdtr:
	.word	gdtr - gdt - 1
	.long	0
far:
	.long	0
	.word	0x08
	.balign 4
cokernel_trampoline_entry:
	.long	0
cokernel_trampoline_argument:
	.long	0
cokernel_trampoline_end:
	.code64
