# One tiny kernel for each way in which a guest can behave, chosen by -DBEHAVES_<NAME>. Multiboot 1 (specification 0.6.96,
# section 3.1.1) or, with -DMULTIBOOT2, that alone (specification 2.0, section 3.1.1: magic, architecture, length, checksum).

#define COM1 0x3f8
#define STATUS_PORT 0xe9
#define EXIT_PORT 0xf4

        .section .text
        .globl _start
#if defined(MULTIBOOT2)
        .align 8
        .long 0xe85250d6, 0, 24, -(0xe85250d6 + 24)
        .short 0, 0
        .long 8
#else
        .align 4
        .long 0x1badb002, 0, -0x1badb002
#endif

_start:
        cli
        mov $stack_end, %esp

#if defined(BEHAVES_EXITS)
        mov $hello, %esi
        call print
        mov $STATUS, %al
        jmp exit
#elif defined(BEHAVES_CRASHES)
        mov $hello, %esi
        call print
        mov $127, %eax
        out %eax, $EXIT_PORT
#elif defined(BEHAVES_TRIPLE_FAULTS)
        mov $hello, %esi
        call print
        lidt no_idt
        int $3
#elif defined(BEHAVES_RESETS)
        mov $hello, %esi
        call print
        mov $0xfe, %al                  # the keyboard controller's reset line
        out %al, $0x64
#elif defined(BEHAVES_POWERS_OFF)
        mov $hello, %esi
        call print
        mov $0x604, %dx                 # PM1a_CNT as SeaBIOS sets it up on the machine pc: SLP_EN, S5
        mov $0x2000, %ax
        out %ax, %dx
#elif defined(BEHAVES_FLOODS)
1:      mov $flood, %esi
        call print
        jmp 1b
#elif defined(BEHAVES_ECHOES)
        mov $hello, %esi
        call print
1:      mov $COM1 + 5, %dx
        in %dx, %al
        test $1, %al
        jz 1b
        mov $COM1, %dx
        in %dx, %al
        cmp $'q', %al
        je 2f
        call put
        jmp 1b
2:      mov $0, %al
        jmp exit
#elif defined(BEHAVES_TELLS_COMMAND_LINE)
        mov 16(%ebx), %esi              # multiboot_info.cmdline
        call print
        mov 20(%ebx), %ecx              # mods_count
        mov 24(%ebx), %edi              # mods_addr
1:      test %ecx, %ecx
        jz 2f
        mov $newline, %esi
        call print
        mov 8(%edi), %esi               # the module's command line
        call print
        mov $newline, %esi
        call print
        mov (%edi), %esi                # and its first words
        call print
        add $16, %edi
        dec %ecx
        jmp 1b
2:      mov $0, %al
        jmp exit
#elif defined(BEHAVES_TELLS_SIGNALS)
        mov $hello, %esi
        call print
1:      mov $COM1 + 5, %dx
        in %dx, %al
        test $0x10, %al                 # break interrupt, in the line status register
        jz 2f
        mov $COM1, %dx                  # the character of zeros that a break looks like
        in %dx, %al
        mov $break, %esi
        call print
2:      in $0x64, %al
        test $1, %al                    # the keyboard controller has a byte
        jz 1b
        in $0x60, %al
        cmp $0x53, %al                  # Delete, scan code set 1
        jne 1b
        mov $delete, %esi
        call print
        mov $0, %al
        jmp exit
#elif defined(BEHAVES_HANGS)
        mov $hello, %esi
        call print
#endif
hang:
        hlt
        jmp hang

exit:                                   # status in al
        out %al, $STATUS_PORT
        xor %eax, %eax
        out %eax, $EXIT_PORT
        jmp hang

print:                                  # text that ends with 0, at esi
        lodsb
        test %al, %al
        jz 1f
        call put
        jmp print
1:      ret

put:                                    # one byte in al, once the UART can take it
        mov %al, %ah
        mov $COM1 + 5, %dx
1:      in %dx, %al
        test $0x20, %al
        jz 1b
        mov $COM1, %dx
        mov %ah, %al
        out %al, %dx
        ret

hello:  .asciz "hello from a tiny guest\r\n"
break:  .asciz "a break\r\n"
delete: .asciz "the delete key\r\n"
newline: .asciz "\r\n"
flood:  .asciz "0123456789012345678901234567890123456789012345678901234567890123456789\r\n"
        .align 4
no_idt: .word 0
        .long 0
        .space 256
stack_end:
