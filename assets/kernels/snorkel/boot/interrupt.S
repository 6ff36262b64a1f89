/*
 * One stub for each of the 256 vectors; they leave a struct frame (kernel/interrupt.h) and call
 * interrupt_dispatch().
 */
#include "frame.inc"

	.set FRAME_RIP, 17 * WORD	/* struct frame */

	.text
	stubs

	.type interrupt_common, @function
interrupt_common:
	interrupted 7
	save
	cld
	movq %rsp, %rdi
	movq %rsp, %rbx
	.cfi_def_cfa_register %rbx
	/* As if the interrupted code had called: who only follows frame pointers meets it too. */
	pushq FRAME_RIP(%rbx)
	pushq %rbp
	movq %rsp, %rbp
	/* A timer's function is the application's: it may use SSE (FXSAVE: SDM volume 1, 10.5). */
	subq $512, %rsp
	andq $-16, %rsp
	fxsave64 (%rsp)
	call interrupt_dispatch
	fxrstor64 (%rsp)
	movq %rbx, %rsp
	.cfi_def_cfa_register %rsp
	restore
	drop_words 2
	iretq
	.cfi_endproc
	.size interrupt_common, . - interrupt_common

	.section .note.GNU-stack, "", @progbits
