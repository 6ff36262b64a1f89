#include "console.h"

#include <snorkel.h>
#include <stdio.h>
#include <string.h>

#include "apic.h"
#include "exit.h"
#include "lock.h"
#include "serial.h"

#define RING_SIZE	 1024 /* bytes typed ahead; a power of two */
#define LINE_SIZE	 1024 /* the longest line that can be edited */
#define KEY_END_OF_INPUT 0x04
#define KEY_BACKSPACE	 0x08
#define KEY_DELETE	 0x7F
#define SERIAL_IRQ	 4 /* ISA interrupt of COM1 */

static struct lock write_lock;
static struct lock read_lock;
static struct lock ring_lock;
static bool broken;
static bool echo = true;
static enum snorkel_console_mode console_mode;
static volatile unsigned int ring_head, ring_tail;
static uint8_t ring[RING_SIZE];
static char line[LINE_SIZE];
static size_t line_length, line_taken;
static bool line_ready;

void console_init(void)
{
	ioapic_route(SERIAL_IRQ, CONSOLE_VECTOR);
	serial_listen();
	console_interrupt();
}

void console_set_echo(bool on)
{
	echo = on;
}

void console_break_lock(void)
{
	broken = true;
}

/* A full ring leaves bytes in the device, whose FIFO then holds the sender back. */
void console_interrupt(void)
{
	uint8_t byte;

	lock_take(&ring_lock);
	while (ring_head - ring_tail < RING_SIZE && serial_read(&byte))
		ring[ring_head++ % RING_SIZE] = byte;
	lock_release(&ring_lock);
}

void snorkel_console_write(const char *bytes, size_t count)
{
	uint8_t buffer[128];
	size_t used = 0;

	if (!broken)
		lock_take(&write_lock);
	for (size_t i = 0; i < count; i++) {
		if (used > sizeof(buffer) - 2) {
			serial_write(buffer, used);
			used = 0;
		}
		if (bytes[i] == '\n')
			buffer[used++] = '\r';
		buffer[used++] = (uint8_t)bytes[i];
	}
	serial_write(buffer, used);
	if (!broken)
		lock_release(&write_lock);
}

void snorkel_console_set_mode(enum snorkel_console_mode mode)
{
	console_mode = mode;
}

/*
 * Waits for one byte. Only the processor that booted gets the interrupt; the others look every
 * millisecond.
 */
static uint8_t next_byte(void)
{
	for (;;) {
		uint64_t flags;

		console_interrupt();
		flags = interrupts_save();
		if (ring_head != ring_tail) {
			uint8_t byte = ring[ring_tail++ % RING_SIZE];

			interrupts_restore(flags);
			return byte;
		}
		if (snorkel_cpu_index() == 0) {
			interrupts_on_and_halt();
		} else {
			interrupts_restore(flags);
			snorkel_sleep(1000000);
		}
	}
}

static void echo_bytes(const char *bytes)
{
	if (echo)
		snorkel_console_write(bytes, strlen(bytes));
}

/* Reads and edits one line; it ends with '\n', or is empty at the end of the input. */
static void edit_line(void)
{
	line_length = 0;
	line_taken = 0;
	for (;;) {
		char byte = (char)next_byte();

		if (byte == '\r')
			byte = '\n';
		if (byte == KEY_END_OF_INPUT) {
			return;
		} else if (byte == KEY_BACKSPACE || byte == KEY_DELETE) {
			if (line_length > 0) {
				line_length--;
				echo_bytes("\b \b");
			}
		} else if (byte == '\n' || line_length < LINE_SIZE - 1) {
			line[line_length++] = byte;
			echo_bytes((char[]){byte, 0});
			if (byte == '\n')
				return;
		}
	}
}

static size_t read_cooked(char *bytes, size_t capacity)
{
	size_t count;

	if (!line_ready)
		edit_line();
	count = line_length - line_taken;
	if (count > capacity)
		count = capacity;
	memcpy(bytes, line + line_taken, count);
	line_taken += count;
	line_ready = line_taken < line_length;
	return count;
}

static size_t read_raw(char *bytes, size_t capacity)
{
	size_t count = 0;

	do
		bytes[count++] = (char)next_byte();
	while (count < capacity && ring_head != ring_tail);
	return count;
}

/* Readers take turns; the lock must not keep interrupts off, for they bring the bytes. */
size_t snorkel_console_read(char *bytes, size_t capacity)
{
	size_t count;

	if (capacity == 0)
		return 0;
	while (__atomic_exchange_n(&read_lock.taken, 1, __ATOMIC_ACQUIRE))
		cpu_relax();
	count = console_mode == SNORKEL_CONSOLE_RAW && !line_ready ? read_raw(bytes, capacity)
								   : read_cooked(bytes, capacity);
	__atomic_store_n(&read_lock.taken, 0, __ATOMIC_RELEASE);
	return count;
}

static void print(const char *prefix, const char *format, va_list arguments)
{
	char text[256];

	snorkel_console_write(prefix, strlen(prefix));
	vsnprintf(text, sizeof(text), format, arguments);
	snorkel_console_write(text, strlen(text));
}

void log_print(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	print("", format, arguments);
	va_end(arguments);
}

_Noreturn void panic(const char *format, ...)
{
	va_list arguments;

	console_break_lock();
	va_start(arguments, format);
	print("snorkel: panic: ", format, arguments);
	va_end(arguments);
	snorkel_console_write("\n", 1);
	exit_crashed();
}
