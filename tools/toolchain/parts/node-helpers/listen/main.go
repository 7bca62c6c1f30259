// Listen opens a TCP port and becomes another program, which inherits it as its third file descriptor. Wherever that program
// then runs, in another network namespace too, the port stays where it was opened.
package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"syscall"
)

const inherited = 3

func main() {
	if len(os.Args) < 3 {
		fail(fmt.Errorf("usage: listen ADDRESS:PORT PROGRAM [ARGUMENT...]"))
	}
	fail(run(os.Args[1], os.Args[2:]))
}

func run(address string, command []string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	file, err := listener.(*net.TCPListener).File()
	if err != nil {
		return err
	}
	program, err := exec.LookPath(command[0])
	if err != nil {
		return err
	}
	if file.Fd() == inherited {
		_, _, errno := syscall.Syscall(syscall.SYS_FCNTL, inherited, syscall.F_SETFD, 0)
		if errno != 0 {
			return errno
		}
	} else if err := syscall.Dup3(int(file.Fd()), inherited, 0); err != nil {
		return err
	}
	return syscall.Exec(program, command, os.Environ())
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "listen:", err)
	os.Exit(1)
}
