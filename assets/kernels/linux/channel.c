/*
 * The serial port on which the workbench asks for a polite end: it sends CANCEL again and again,
 * because a port that nobody has opened yet loses what comes, until it gets one ACKNOWLEDGE. After
 * that only outputs.c writes there.
 */
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "init.h"

#define CANCEL	    0x18 /* the control characters CAN and ACK of ASCII */
#define ACKNOWLEDGE 0x06

int channel_open(const char *device)
{
	int channel = open(device, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	struct termios terminal;

	if (channel < 0)
		return -1;
	/* A port without hardware can be opened, but not be asked. */
	if (tcgetattr(channel, &terminal) != 0) {
		close(channel);
		return -1;
	}
	cfmakeraw(&terminal);
	cfsetspeed(&terminal, B115200);
	tcsetattr(channel, TCSANOW, &terminal);
	return channel;
}

bool channel_asks_for_end(int channel)
{
	static const char answer = ACKNOWLEDGE;
	char bytes[64];
	ssize_t count = read(channel, bytes, sizeof(bytes));

	return count > 0 && memchr(bytes, CANCEL, (size_t)count) && write(channel, &answer, 1) == 1;
}
