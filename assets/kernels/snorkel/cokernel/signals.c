/*
 * Structures on the program's stack are Linux's (arch/x86/include/uapi/asm/sigcontext.h,
 * include/uapi/asm-generic/siginfo.h, as the x86-64 ABI of Linux fixes them).
 */
#include "signals.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "fault.h"
#include "layout.h"
#include "log.h"
#include "mailbox.h"
#include "processor.h"
#include "program.h"

#define SIGNALS		64
#define SIGKILL		9
#define SIGSEGV		11
#define SIGSTOP		19
#define HANDLER_DEFAULT 0
#define HANDLER_IGNORE	1
#define FLAG_SIGINFO	0x4ULL
#define FLAG_ONSTACK	0x08000000ULL
#define FLAG_RESTART	0x10000000ULL
#define FLAG_NODEFER	0x40000000ULL
#define FLAG_RESETHAND	0x80000000ULL
#define STACK_DISABLED	2
#define STACK_ON	1
#define STACK_MIN	2048
#define RED_ZONE	128 /* System V AMD64 ABI, section 3.2.2 */
#define EXTENDED_MAX	4096
#define USER_FLAGS	0xCD5 /* what sigreturn may set: CF PF AF ZF SF DF OF */
#define BIT(signal)	(1ULL << ((signal)-1))
/* Whose default is to be ignored: SIGCHLD SIGCONT SIGURG SIGWINCH. */
#define IGNORED		(BIT(17) | BIT(18) | BIT(23) | BIT(28))
#define UNBLOCKABLE	(BIT(SIGKILL) | BIT(SIGSTOP))

struct action {
	uint64_t handler;
	uint64_t flags;
	uint64_t restorer;
	uint64_t mask;
};

struct signal_stack {
	uint64_t pointer;
	int32_t flags;
	uint32_t padding;
	uint64_t size;
};

struct signal_info {
	int32_t signal, error, code, padding;
	uint64_t address;
	uint8_t rest[104];
};

struct user_context {
	uint64_t flags;
	uint64_t link;
	struct signal_stack stack;
	uint64_t r8, r9, r10, r11, r12, r13, r14, r15, rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip,
		rflags;
	uint16_t cs, gs, fs, ss;
	uint64_t error, trap, old_mask, cr2, extended;
	uint64_t reserved[8];
	uint64_t mask;
};

struct signal_frame {
	uint64_t restorer;
	struct user_context context;
	struct signal_info info;
};

_Static_assert(sizeof(struct signal_info) == 128 && sizeof(struct user_context) == 304, "Linux");

static struct action actions[SIGNALS + 1];
static uint64_t blocked;	/* set by block(), which tells the proxy */
static uint64_t suspended_mask; /* what rt_sigsuspend replaced */
static bool suspended;
static struct signal_stack alternate = {.flags = STACK_DISABLED};

/* The proxy does not begin a call that one of the others should interrupt. */
static void block(uint64_t mask)
{
	blocked = mask & ~UNBLOCKABLE;
	__atomic_store_n(&WINDOW->blocked, blocked, __ATOMIC_RELEASE);
}

static _Noreturn void kill_program(int signal)
{
	mailbox_ask(COKERNEL_CALL_KILLED, (uint64_t)signal, 0);
	give_up(NULL, "the proxy did not end with the program");
}

static bool ignored(int signal)
{
	return actions[signal].handler == HANDLER_IGNORE ||
	       (actions[signal].handler == HANDLER_DEFAULT && (IGNORED & BIT(signal)));
}

static bool on_alternate(uint64_t stack_pointer)
{
	return stack_pointer > alternate.pointer &&
	       stack_pointer - alternate.pointer <= alternate.size;
}

static void fill_context(struct user_context *context, const struct frame *frame, uint64_t extended)
{
	*context = (struct user_context){
		.stack = alternate,
		.r8 = frame->r8,
		.r9 = frame->r9,
		.r10 = frame->r10,
		.r11 = frame->r11,
		.r12 = frame->r12,
		.r13 = frame->r13,
		.r14 = frame->r14,
		.r15 = frame->r15,
		.rdi = frame->rdi,
		.rsi = frame->rsi,
		.rbp = frame->rbp,
		.rbx = frame->rbx,
		.rdx = frame->rdx,
		.rax = frame->rax,
		.rcx = frame->rcx,
		.rsp = frame->rsp,
		.rip = frame->rip,
		.rflags = frame->rflags,
		.cs = SELECTOR_USER_CODE,
		.ss = SELECTOR_USER_DATA,
		.error = frame->error,
		.trap = frame->vector,
		.extended = extended,
		.mask = suspended ? suspended_mask : blocked,
	};
	if (on_alternate(frame->rsp) && alternate.flags != STACK_DISABLED)
		context->stack.flags = STACK_ON;
}

/* The handler's frame on the program's stack; false where that cannot be written. */
static bool push_frame(struct frame *frame, int signal, const struct signal_info *info)
{
	static uint8_t extended[EXTENDED_MAX] __attribute__((aligned(64)));
	struct signal_frame on_stack = {.restorer = actions[signal].restorer, .info = *info};
	uint64_t stack = frame->rsp - RED_ZONE;
	size_t size = processor_extended_size();

	if ((actions[signal].flags & FLAG_ONSTACK) && alternate.flags != STACK_DISABLED &&
	    !on_alternate(frame->rsp))
		stack = alternate.pointer + alternate.size;
	if (size > EXTENDED_MAX)
		return false;
	stack = (stack - size) & ~63ULL;
	processor_extended_save(extended);
	if (!copy_to_program(stack, extended, size))
		return false;
	fill_context(&on_stack.context, frame, stack);
	on_stack.context.cr2 = info->address;
	stack = ((stack - sizeof(on_stack)) & ~15ULL) - 8;
	if (!copy_to_program(stack, &on_stack, sizeof(on_stack)))
		return false;
	frame->rdi = (uint64_t)signal;
	frame->rsi = stack + offsetof(struct signal_frame, info);
	frame->rdx = stack + offsetof(struct signal_frame, context);
	frame->rax = 0;
	frame->rsp = stack;
	return true;
}

/* Has the program continue in its handler. */
static void call_handler(struct frame *frame, int signal, const struct signal_info *info)
{
	struct action *action = &actions[signal];
	uint64_t handler = action->handler;

	if (!push_frame(frame, signal, info))
		kill_program(SIGSEGV);
	suspended = false;
	block(blocked | action->mask | (action->flags & FLAG_NODEFER ? 0 : BIT(signal)));
	if (action->flags & FLAG_RESETHAND)
		action->handler = HANDLER_DEFAULT;
	frame->rip = handler;
	frame->vector = 0;	    /* not by SYSRET */
	frame->rflags &= ~0x500ULL; /* TF, DF: System V AMD64 ABI, section 3.2.1 */
}

void signals_force(struct frame *frame, int signal, int code, uint64_t address)
{
	const struct signal_info info = {.signal = signal, .code = code, .address = address};

	if (signal == SIGKILL || (blocked & BIT(signal)) ||
	    actions[signal].handler <= HANDLER_IGNORE) {
		program_report(frame, signal, address);
		kill_program(signal);
	}
	call_handler(frame, signal, &info);
}

static uint64_t deliverable(void)
{
	return __atomic_load_n(&WINDOW->signals, __ATOMIC_ACQUIRE) & ~blocked;
}

void signals_deliver(struct frame *frame)
{
	uint64_t waiting = deliverable();

	while (waiting) {
		int signal = __builtin_ctzll(waiting) + 1;
		const struct signal_info info = {.signal = signal};

		__atomic_fetch_and(&WINDOW->signals, ~BIT(signal), __ATOMIC_ACQ_REL);
		if (!ignored(signal)) {
			if (actions[signal].handler == HANDLER_DEFAULT)
				kill_program(signal);
			call_handler(frame, signal, &info);
		}
		waiting = deliverable();
	}
}

bool signals_restart(bool unless_handled)
{
	uint64_t waiting = deliverable();

	for (int signal = 1; signal <= SIGNALS; signal++)
		if ((waiting & BIT(signal)) && !ignored(signal))
			return !unless_handled && actions[signal].flags & FLAG_RESTART;
	return true;
}

int64_t signals_action(uint64_t signal, uint64_t new_action, uint64_t old_action, uint64_t size)
{
	struct action action;

	if (size != 8 || signal < 1 || signal > SIGNALS)
		return -EINVAL;
	if (new_action && (BIT(signal) & UNBLOCKABLE))
		return -EINVAL;
	if (new_action && !copy_from_program(&action, new_action, sizeof(action)))
		return -EFAULT;
	if (old_action && !copy_to_program(old_action, &actions[signal], sizeof(action)))
		return -EFAULT;
	if (new_action)
		actions[signal] = action;
	return 0;
}

int64_t signals_mask(uint64_t how, uint64_t new_mask, uint64_t old_mask, uint64_t size)
{
	uint64_t before = blocked, mask;

	if (size != 8)
		return -EINVAL;
	if (new_mask) {
		if (!copy_from_program(&mask, new_mask, sizeof(mask)))
			return -EFAULT;
		if (how > 2)
			return -EINVAL;
		/* SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK */
		block(how == 0 ? blocked | mask : how == 1 ? blocked & ~mask : mask);
	}
	if (old_mask && !copy_to_program(old_mask, &before, sizeof(before)))
		return -EFAULT;
	return 0;
}

int64_t signals_pending(uint64_t to, uint64_t size)
{
	uint64_t waiting = __atomic_load_n(&WINDOW->signals, __ATOMIC_ACQUIRE) & blocked;

	if (size > 8)
		return -EINVAL;
	return copy_to_program(to, &waiting, size) ? 0 : -EFAULT;
}

int64_t signals_stack(uint64_t new_stack, uint64_t old_stack, uint64_t stack_pointer)
{
	struct signal_stack wanted, before = alternate;
	bool busy = alternate.flags != STACK_DISABLED && on_alternate(stack_pointer);

	if (busy)
		before.flags = STACK_ON;
	if (new_stack) {
		if (!copy_from_program(&wanted, new_stack, sizeof(wanted)))
			return -EFAULT;
		if (busy)
			return -EPERM;
		if (wanted.flags & ~(STACK_DISABLED | STACK_ON))
			return -EINVAL;
		if (!(wanted.flags & STACK_DISABLED) && wanted.size < STACK_MIN)
			return -ENOMEM;
	}
	if (old_stack && !copy_to_program(old_stack, &before, sizeof(before)))
		return -EFAULT;
	if (new_stack) {
		alternate = wanted;
		alternate.flags = wanted.flags & STACK_DISABLED;
	}
	return 0;
}

int64_t signals_return(struct frame *frame)
{
	static uint8_t extended[EXTENDED_MAX] __attribute__((aligned(64)));
	struct user_context context;
	size_t size = processor_extended_size();

	/* RSP is behind the restorer's address, which RET took. */
	if (!copy_from_program(&context, frame->rsp, sizeof(context)) ||
	    context.rip >= COKERNEL_PROGRAM_END || size > EXTENDED_MAX ||
	    (context.extended && !copy_from_program(extended, context.extended, size)))
		kill_program(SIGSEGV);
	if (context.extended)
		processor_extended_load(extended);
	frame->r8 = context.r8;
	frame->r9 = context.r9;
	frame->r10 = context.r10;
	frame->r11 = context.r11;
	frame->r12 = context.r12;
	frame->r13 = context.r13;
	frame->r14 = context.r14;
	frame->r15 = context.r15;
	frame->rdi = context.rdi;
	frame->rsi = context.rsi;
	frame->rbp = context.rbp;
	frame->rbx = context.rbx;
	frame->rdx = context.rdx;
	frame->rcx = context.rcx;
	frame->rsp = context.rsp;
	frame->rip = context.rip;
	frame->rflags = (frame->rflags & ~(uint64_t)USER_FLAGS) | (context.rflags & USER_FLAGS);
	frame->vector = 0; /* not by SYSRET: all registers are wanted */
	block(context.mask);
	return (int64_t)context.rax;
}

int64_t signals_suspend(uint64_t mask, uint64_t size)
{
	uint64_t wanted;

	if (size != 8)
		return -EINVAL;
	if (!copy_from_program(&wanted, mask, sizeof(wanted)))
		return -EFAULT;
	suspended_mask = blocked;
	suspended = true;
	block(wanted);
	return 0;
}
