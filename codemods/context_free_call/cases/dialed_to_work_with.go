package p

import (
	"context"
	"net"
	"os/exec"
	"time"
)

// A failure is a failure here.
func dial(ctx context.Context, addr string) (net.Conn, error) {
	if err := wait(ctx); err != nil {
		return nil, err
	}
	conn, err := net.Dial("tcp", addr) // want unsafe "net.Dial works without"
	if err != nil {
		return nil, err
	}
	return conn, nil
}

func version(ctx context.Context) (string, error) {
	if err := wait(ctx); err != nil {
		return "", err
	}
	out, err := exec.Command("git", "--version").Output() // want unsafe "exec.Command makes a process"
	return string(out), err
}

func wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
