/*
 * Ways into the co-kernel: 256 interrupt vectors and the SYSCALL instruction. All leave a struct
 * frame (trap.h) and come back through leave_kernel, unless the frame is a system call's that was
 * not touched: that takes SYSRET. GS is the co-kernel's own inside (SWAPGS: SDM volume 2).
 */
#include "layout.h"

#define FRAME_VECTOR	(15 * 8)
#define FRAME_CS	(18 * 8)
#define CPU_USER_STACK	8
#define CPU_KERNEL_STACK 16

	.macro save
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
	.endm

	.macro restore
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
	.endm

	.text
	/* Which exceptions push an error code: SDM volume 3, table 6-1. */
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
	save
	cld
	testb $3, FRAME_CS(%rsp)
	jz 1f
	swapgs
1:	movq %rsp, %rdi
	/* So that a backtrace goes on where it was interrupted. */
	call trap_interrupt
	.globl leave_kernel
leave_kernel:
	testb $3, FRAME_CS(%rsp)
	jz 2f
	swapgs
2:	restore
	addq $16, %rsp
	iretq
	.size interrupt_common, . - interrupt_common

	/* RCX = return address, R11 = RFLAGS; interrupts are off (MSR_FMASK). */
	.balign 16
	.globl system_call_entry
	.type system_call_entry, @function
system_call_entry:
	swapgs
	movq %rsp, %gs:CPU_USER_STACK
	movq %gs:CPU_KERNEL_STACK, %rsp
	pushq $SELECTOR_USER_DATA
	pushq %gs:CPU_USER_STACK
	pushq %r11
	pushq $SELECTOR_USER_CODE
	pushq %rcx
	pushq $0
	pushq $VECTOR_CALL
	save
	movq %rsp, %rdi
	call trap_system_call
	testl %eax, %eax
	jz leave_kernel
	restore
	addq $16, %rsp
	movq 24(%rsp), %rsp		/* the frame's RSP */
	swapgs
	sysretq
	.size system_call_entry, . - system_call_entry

	/* void enter_program(struct frame *frame): never returns */
	.globl enter_program
	.type enter_program, @function
enter_program:
	movq %rdi, %rsp
	jmp leave_kernel
	.size enter_program, . - enter_program

	.section .note.GNU-stack, "", @progbits
