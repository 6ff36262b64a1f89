/*
 * One stub for each of the 256 vectors; they leave a struct frame (kernel/interrupt.h) and call
 * interrupt_dispatch(). Which exceptions push an error code: Intel SDM volume 3, table 6-1.
 */
	.text
	.cfi_sections .debug_frame
	.set WORD, 8
	.set FRAME_RIP, 17 * WORD	/* struct frame */

	/* What the processor leaves (SDM volume 3, figure 6-9), for a debugger: the CFA is above it. */
	.macro interrupted depth
	.cfi_startproc simple
	.cfi_signal_frame
	.cfi_def_cfa %rsp, \depth * WORD
	.cfi_offset %rip, -5 * WORD
	.cfi_offset %rsp, -2 * WORD
	.endm
	.macro push_word word
	pushq \word
	.cfi_adjust_cfa_offset WORD
	.endm
	.macro push_register register
	push_word \register
	.cfi_rel_offset \register, 0
	.endm

	.macro pop_register register
	popq \register
	.cfi_adjust_cfa_offset -WORD
	.cfi_restore \register
	.endm

	.macro stub vector
	.balign 16
	.if (\vector == 8) || (\vector >= 10 && \vector <= 14) || (\vector == 17) || (\vector == 21) || (\vector == 29) || (\vector == 30)
	interrupted 6
	.else
	interrupted 5
	push_word $0
	.endif
	push_word $\vector
	jmp interrupt_common
	.cfi_endproc
	.endm

	.balign 16
	.altmacro
	.globl interrupt_stubs
interrupt_stubs:
	.set vector, 0
	.rept 256
	stub %vector
	.set vector, vector + 1
	.endr
	.noaltmacro

	.type interrupt_common, @function
interrupt_common:
	interrupted 7
	push_register %rax
	push_register %rbx
	push_register %rcx
	push_register %rdx
	push_register %rsi
	push_register %rdi
	push_register %rbp
	push_register %r8
	push_register %r9
	push_register %r10
	push_register %r11
	push_register %r12
	push_register %r13
	push_register %r14
	push_register %r15
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
	pop_register %r15
	pop_register %r14
	pop_register %r13
	pop_register %r12
	pop_register %r11
	pop_register %r10
	pop_register %r9
	pop_register %r8
	pop_register %rbp
	pop_register %rdi
	pop_register %rsi
	pop_register %rdx
	pop_register %rcx
	pop_register %rbx
	pop_register %rax
	addq $(2 * WORD), %rsp
	.cfi_adjust_cfa_offset -2 * WORD
	iretq
	.cfi_endproc
	.size interrupt_common, . - interrupt_common

	.section .note.GNU-stack, "", @progbits
