/*
 * int64_t forward_call(number, arguments, signals, blocked)
 *
 * A signal that comes after the look at *signals and before the instruction would not interrupt
 * the call; the handler (signals.c) sees by the address that it came there, and has the call
 * return -EINTR at once.
 */
	.text
	.globl forward_call, forward_begin, forward_instruction, forward_interrupted
	.type forward_call, @function
forward_call:
	movq %rdi, %rax
	movq %rsi, %r11
	movq 0(%r11), %rdi
	movq 8(%r11), %rsi
	movq 24(%r11), %r10
	movq 32(%r11), %r8
	movq 40(%r11), %r9
	pushq %rdx
	movq 16(%r11), %rdx
	popq %r11			/* signals */
forward_begin:
	movq (%rcx), %rcx		/* blocked */
	notq %rcx
	testq (%r11), %rcx
	jnz forward_interrupted
forward_instruction:
	syscall
	ret
forward_interrupted:
	movq $-4, %rax			/* EINTR */
	ret

	.section .note.GNU-stack, "", @progbits
