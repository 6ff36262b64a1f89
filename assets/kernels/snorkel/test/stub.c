/*
 * A kernel with a stub of its own: speaks gdb's remote protocol (GDB manual, appendix E) on COM2,
 * as much of it as attaching and looking at memory need, and ends when it is told to continue.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define COM2	   0x2F8
#define LINE	   (COM2 + 5)
#define RECEIVED   0x01 /* line status register: 16550 data sheet */
#define EMPTY	   0x20
#define REGISTERS  17 /* 64-bit ones, before eflags */
#define PACKET_MAX 512

char greeting[] = "seen through a stub of its own";

static uint8_t in(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static void out(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static char get(void)
{
	while (!(in(LINE)&RECEIVED))
		__asm__ volatile("pause");
	return (char)in(COM2);
}

static void put(char character)
{
	while (!(in(LINE)&EMPTY))
		__asm__ volatile("pause");
	out(COM2, (uint8_t)character);
}

/* Between '$' and '#'; the sums are not looked at, a socket loses nothing. */
static void receive(char *packet)
{
	unsigned int length = 0;

	while (get() != '$')
		;
	for (char next = get(); next != '#' && length < PACKET_MAX - 1; next = get())
		packet[length++] = next;
	packet[length] = '\0';
	get();
	get();
	put('+');
}

static void answer(const char *packet)
{
	uint8_t sum = 0;
	char end[4];

	put('$');
	for (; *packet; packet++) {
		sum = (uint8_t)(sum + *packet);
		put(*packet);
	}
	snprintf(end, sizeof(end), "#%02x", sum);
	for (const char *rest = end; *rest; rest++)
		put(*rest);
}

static uint64_t number(const char **text)
{
	uint64_t value = 0;

	for (;; (*text)++) {
		if (**text >= '0' && **text <= '9')
			value = value * 16 + (uint64_t)(**text - '0');
		else if (**text >= 'a' && **text <= 'f')
			value = value * 16 + (uint64_t)(**text - 'a' + 10);
		else
			return value;
	}
}

static void memory(const char *request, char *reply)
{
	uint64_t address = number(&request), length;

	request++;
	length = number(&request);
	for (uint64_t i = 0; i < length && i < PACKET_MAX / 2 - 1; i++)
		snprintf(reply + 2 * i, 3, "%02x", ((const uint8_t *)address)[i]);
}

static void registers(char *reply)
{
	uint64_t values[REGISTERS] = {0};

	values[6] = (uint64_t)__builtin_frame_address(0);
	values[7] = values[6];
	values[16] = (uint64_t)registers;
	for (unsigned int i = 0; i < sizeof(values); i++)
		snprintf(reply + 2 * i, 3, "%02x", ((const uint8_t *)values)[i]);
}

int main(void)
{
	char packet[PACKET_MAX], reply[PACKET_MAX];

	puts("waiting for a debugger");
	for (;;) {
		receive(packet);
		reply[0] = '\0';
		if (packet[0] == '?')
			strcpy(reply, "S05");
		else if (packet[0] == 'g')
			registers(reply);
		else if (packet[0] == 'm')
			memory(packet + 1, reply);
		else if (packet[0] == 'c' || packet[0] == 'D')
			break;
		answer(reply);
	}
	answer("OK");
	return 0;
}
