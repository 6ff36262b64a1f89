/* sudo.c - what a test's node has for sudo(8): "sudo -n COMMAND..." as root. Set-user-ID. */
#include <string.h>
#include <unistd.h>

int main(int count, char **words)
{
	if (count < 3 || strcmp(words[1], "-n") != 0)
		return 1;
	if (setgid(0) != 0 || setuid(0) != 0)
		return 1;
	execvp(words[2], words + 2);
	return 127;
}
