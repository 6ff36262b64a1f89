#include "program.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>

#include "fault.h"
#include "layout.h"
#include "log.h"
#include "mailbox.h"
#include "memory_calls.h"
#include "processor.h"
#include "signals.h"
#include "statistics.h"

#define RFLAGS_START	  0x202	 /* IF, and the bit that is always one */
#define ARCH_SET_GS	  0x1001 /* Linux, arch/x86/include/uapi/asm/prctl.h */
#define ARCH_SET_FS	  0x1002
#define ARCH_GET_FS	  0x1003
#define ARCH_GET_GS	  0x1004
#define FUTEX_COMMAND	  0x7F /* without its flags */
#define FUTEX_WAIT	  0
#define FUTEX_WAKE	  1
#define FUTEX_WAIT_BITSET 9

/* Numbers of Linux's system calls on x86-64. */
enum {
	CALL_POLL = 7,
	CALL_MMAP = 9,
	CALL_MPROTECT = 10,
	CALL_MUNMAP = 11,
	CALL_BRK = 12,
	CALL_RT_SIGACTION = 13,
	CALL_RT_SIGPROCMASK = 14,
	CALL_RT_SIGRETURN = 15,
	CALL_SELECT = 23,
	CALL_SCHED_YIELD = 24,
	CALL_MREMAP = 25,
	CALL_MSYNC = 26,
	CALL_MINCORE = 27,
	CALL_MADVISE = 28,
	CALL_SHMAT = 30,
	CALL_PAUSE = 34,
	CALL_NANOSLEEP = 35,
	CALL_CLONE = 56,
	CALL_FORK = 57,
	CALL_VFORK = 58,
	CALL_EXECVE = 59,
	CALL_EXIT = 60,
	CALL_SEMOP = 65,
	CALL_SHMDT = 67,
	CALL_MSGSND = 69,
	CALL_MSGRCV = 70,
	CALL_PTRACE = 101,
	CALL_RT_SIGPENDING = 127,
	CALL_RT_SIGTIMEDWAIT = 128,
	CALL_RT_SIGSUSPEND = 130,
	CALL_SIGALTSTACK = 131,
	CALL_MLOCK = 149,
	CALL_MUNLOCK = 150,
	CALL_MLOCKALL = 151,
	CALL_MUNLOCKALL = 152,
	CALL_MODIFY_LDT = 154,
	CALL_ARCH_PRCTL = 158,
	CALL_FUTEX = 202,
	CALL_IO_SETUP = 206,
	CALL_IO_GETEVENTS = 208,
	CALL_REMAP_FILE_PAGES = 216,
	CALL_SET_TID_ADDRESS = 218,
	CALL_SEMTIMEDOP = 220,
	CALL_CLOCK_NANOSLEEP = 230,
	CALL_EXIT_GROUP = 231,
	CALL_EPOLL_WAIT = 232,
	CALL_PSELECT6 = 270,
	CALL_PPOLL = 271,
	CALL_UNSHARE = 272,
	CALL_SET_ROBUST_LIST = 273,
	CALL_EPOLL_PWAIT = 281,
	CALL_SETNS = 308,
	CALL_PROCESS_VM_READV = 310,
	CALL_PROCESS_VM_WRITEV = 311,
	CALL_SECCOMP = 317,
	CALL_EXECVEAT = 322,
	CALL_USERFAULTFD = 323,
	CALL_MEMBARRIER = 324,
	CALL_MLOCK2 = 325,
	CALL_PKEY_MPROTECT = 329,
	CALL_PKEY_ALLOC = 330,
	CALL_PKEY_FREE = 331,
	CALL_RSEQ = 334,
	CALL_IO_URING_SETUP = 425,
	CALL_IO_URING_ENTER = 426,
	CALL_IO_URING_REGISTER = 427,
	CALL_CLONE3 = 435,
	CALL_EPOLL_PWAIT2 = 441,
};

typedef int64_t (*call_function)(struct frame *frame);

static int64_t call_nothing(struct frame *frame)
{
	(void)frame;
	return 0;
}

/* Neither side can do it here; counted apart. */
static int64_t call_unsupported(struct frame *frame)
{
	(void)frame;
	return -ENOSYS;
}

/*
 * Restartable sequences: a C library asks once whether there are any, and does without. Nothing
 * is missing for the program, so this does not count as unsupported.
 */
static int64_t call_rseq(struct frame *frame)
{
	(void)frame;
	return -ENOSYS;
}

static int64_t call_exit(struct frame *frame)
{
	mailbox_ask(COKERNEL_CALL_EXIT, frame->rdi & 0xFF, 0);
	give_up(NULL, "the proxy did not end with the program");
}

static int64_t call_rt_sigaction(struct frame *frame)
{
	return signals_action(frame->rdi, frame->rsi, frame->rdx, frame->r10);
}

static int64_t call_rt_sigprocmask(struct frame *frame)
{
	return signals_mask(frame->rdi, frame->rsi, frame->rdx, frame->r10);
}

static int64_t call_rt_sigpending(struct frame *frame)
{
	return signals_pending(frame->rdi, frame->rsi);
}

static int64_t call_sigaltstack(struct frame *frame)
{
	return signals_stack(frame->rdi, frame->rsi, frame->rsp);
}

static int64_t call_rt_sigsuspend(struct frame *frame)
{
	static const uint64_t none[6];
	int64_t error = signals_suspend(frame->rdi, frame->rsi);

	return error < 0 ? error : mailbox_call(MAILBOX, CALL_PAUSE, none);
}

static int64_t call_arch_prctl(struct frame *frame)
{
	uint64_t base;

	switch (frame->rdi) {
	case ARCH_SET_FS:
	case ARCH_SET_GS:
		if (frame->rsi >= COKERNEL_PROGRAM_END)
			return -EPERM;
		if (frame->rdi == ARCH_SET_FS)
			processor_set_fs(frame->rsi);
		else
			processor_set_user_gs(frame->rsi);
		return 0;
	case ARCH_GET_FS:
	case ARCH_GET_GS:
		base = frame->rdi == ARCH_GET_FS ? processor_fs() : processor_user_gs();
		return copy_to_program(frame->rsi, &base, sizeof(base)) ? 0 : -EFAULT;
	default:
		return -EINVAL;
	}
}

static int64_t call_set_tid_address(struct frame *frame)
{
	(void)frame;
	return WINDOW->process;
}

/* With one thread, nobody else can wait or wake. */
static int64_t call_futex(struct frame *frame)
{
	uint32_t value;

	switch (frame->rsi & FUTEX_COMMAND) {
	case FUTEX_WAKE:
		return 0;
	case FUTEX_WAIT:
	case FUTEX_WAIT_BITSET:
		if (!copy_from_program(&value, frame->rdi, sizeof(value)))
			return -EFAULT;
		return value == (uint32_t)frame->rdx ? -EINTR : -EAGAIN;
	default:
		return -ENOSYS;
	}
}

static const call_function calls[COKERNEL_CALLS] = {
	[CALL_MMAP] = call_mmap,
	[CALL_MPROTECT] = call_mprotect,
	[CALL_MUNMAP] = call_munmap,
	[CALL_BRK] = call_brk,
	[CALL_RT_SIGACTION] = call_rt_sigaction,
	[CALL_RT_SIGPROCMASK] = call_rt_sigprocmask,
	[CALL_RT_SIGRETURN] = signals_return,
	[CALL_SCHED_YIELD] = call_nothing,
	[CALL_MREMAP] = call_mremap,
	[CALL_MSYNC] = call_nothing,
	[CALL_MINCORE] = call_unsupported,
	[CALL_MADVISE] = call_madvise,
	[CALL_SHMAT] = call_unsupported,
	[CALL_CLONE] = call_unsupported,
	[CALL_FORK] = call_unsupported,
	[CALL_VFORK] = call_unsupported,
	[CALL_EXECVE] = call_unsupported,
	[CALL_EXIT] = call_exit,
	[CALL_SHMDT] = call_unsupported,
	[CALL_PTRACE] = call_unsupported,
	[CALL_RT_SIGPENDING] = call_rt_sigpending,
	[CALL_RT_SIGTIMEDWAIT] = call_unsupported,
	[CALL_RT_SIGSUSPEND] = call_rt_sigsuspend,
	[CALL_SIGALTSTACK] = call_sigaltstack,
	[CALL_MLOCK] = call_nothing,
	[CALL_MUNLOCK] = call_nothing,
	[CALL_MLOCKALL] = call_nothing,
	[CALL_MUNLOCKALL] = call_nothing,
	[CALL_MODIFY_LDT] = call_unsupported,
	[CALL_ARCH_PRCTL] = call_arch_prctl,
	[CALL_FUTEX] = call_futex,
	[CALL_IO_SETUP] = call_unsupported,
	[CALL_REMAP_FILE_PAGES] = call_unsupported,
	[CALL_SET_TID_ADDRESS] = call_set_tid_address,
	[CALL_EXIT_GROUP] = call_exit,
	[CALL_UNSHARE] = call_unsupported,
	[CALL_SET_ROBUST_LIST] = call_nothing,
	[CALL_SETNS] = call_unsupported,
	[CALL_PROCESS_VM_READV] = call_unsupported,
	[CALL_PROCESS_VM_WRITEV] = call_unsupported,
	[CALL_SECCOMP] = call_unsupported,
	[CALL_EXECVEAT] = call_unsupported,
	[CALL_USERFAULTFD] = call_unsupported,
	[CALL_MEMBARRIER] = call_unsupported,
	[CALL_MLOCK2] = call_nothing,
	[CALL_PKEY_MPROTECT] = call_unsupported,
	[CALL_PKEY_ALLOC] = call_unsupported,
	[CALL_PKEY_FREE] = call_unsupported,
	[CALL_RSEQ] = call_rseq,
	[CALL_IO_URING_SETUP] = call_unsupported,
	[CALL_IO_URING_ENTER] = call_unsupported,
	[CALL_IO_URING_REGISTER] = call_unsupported,
	[CALL_CLONE3] = call_unsupported,
};

/* Those that Linux does not make again once a handler ran, whatever that asked for: signal(7). */
static bool stays_interrupted(uint64_t number)
{
	switch (number) {
	case CALL_POLL:
	case CALL_SELECT:
	case CALL_PAUSE:
	case CALL_NANOSLEEP:
	case CALL_SEMOP:
	case CALL_MSGSND:
	case CALL_MSGRCV:
	case CALL_IO_GETEVENTS:
	case CALL_SEMTIMEDOP:
	case CALL_CLOCK_NANOSLEEP:
	case CALL_EPOLL_WAIT:
	case CALL_PSELECT6:
	case CALL_PPOLL:
	case CALL_EPOLL_PWAIT:
	case CALL_EPOLL_PWAIT2:
		return true;
	default:
		return false;
	}
}

/* One that a signal interrupted is made again by the program's own instruction (two bytes). */
static int64_t forward(struct frame *frame, uint64_t number)
{
	const uint64_t arguments[6] = {frame->rdi, frame->rsi, frame->rdx,
				       frame->r10, frame->r8,  frame->r9};
	int64_t result = mailbox_call(MAILBOX, (uint32_t)number, arguments);

	if (result == -EINTR && signals_restart(stays_interrupted(number))) {
		frame->rip -= 2;
		frame->rcx = frame->rip;
		return (int64_t)number;
	}
	return result;
}

int trap_system_call(struct frame *frame)
{
	uint64_t begin = __builtin_ia32_rdtsc(), number = frame->rax;
	call_function function = number < COKERNEL_CALLS ? calls[number] : call_unsupported;
	enum served served = !function			    ? SERVED_BY_LINUX
			     : function == call_unsupported ? SERVED_BY_NOBODY
							    : SERVED_HERE;
	/* An exit does not come back to be counted. */
	if (function == call_exit)
		statistics_count(number, 0, SERVED_HERE, 0);
	int64_t result = function ? function(frame) : forward(frame, number);

	frame->rax = (uint64_t)result;
	statistics_count(number, result, served, __builtin_ia32_rdtsc() - begin);
	if (__atomic_load_n(&WINDOW->signals, __ATOMIC_RELAXED))
		signals_deliver(frame);
	return frame->vector == VECTOR_CALL;
}

void program_report(const struct frame *frame, int signal, uint64_t address)
{
	log_program_end(frame, address, "signal %d", signal);
	log_print("snorkel: the program is ended by signal %d: exception %lu, error 0x%lx, address "
		  "0x%lx\n",
		  signal, frame->vector, frame->error, address);
	log_registers(frame);
}

_Noreturn void program_run(uint64_t entry, uint64_t stack)
{
	struct frame frame = {
		.rip = entry,
		.cs = SELECTOR_USER_CODE,
		.rflags = RFLAGS_START,
		.rsp = stack,
		.ss = SELECTOR_USER_DATA,
	};

	enter_program(&frame);
}
