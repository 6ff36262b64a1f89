/*
 * One stub for each of the 256 vectors; they leave a struct frame (kernel/interrupt.h) and call
 * interrupt_dispatch(). Which exceptions push an error code: Intel SDM volume 3, table 6-1.
 */
	.text
	.macro stub vector
	.balign 16
	.if (\vector == 8) || (\vector >= 10 && \vector <= 14) || (\vector == 17) || (\vector == 21) || (\vector == 29) || (\vector == 30)
	.else
	pushq $0
	.endif
	pushq $\vector
	jmp interrupt_common
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

	.type interrupt_common, @function
interrupt_common:
	pushq %rax
	pushq %rbx
	pushq %rcx
	pushq %rdx
	pushq %rsi
	pushq %rdi
	pushq %rbp
	pushq %r8
	pushq %r9
	pushq %r10
	pushq %r11
	pushq %r12
	pushq %r13
	pushq %r14
	pushq %r15
	cld
	movq %rsp, %rdi
	movq %rsp, %rbx
	/* A timer's function is the application's: it may use SSE (FXSAVE: SDM volume 1, 10.5). */
	subq $512, %rsp
	andq $-16, %rsp
	fxsave64 (%rsp)
	call interrupt_dispatch
	fxrstor64 (%rsp)
	movq %rbx, %rsp
	popq %r15
	popq %r14
	popq %r13
	popq %r12
	popq %r11
	popq %r10
	popq %r9
	popq %r8
	popq %rbp
	popq %rdi
	popq %rsi
	popq %rdx
	popq %rcx
	popq %rbx
	popq %rax
	addq $16, %rsp
	iretq

	.section .note.GNU-stack, "", @progbits
