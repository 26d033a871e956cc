package fetch

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os/exec"
	"strings"
	"time"
)

// When the command has ended, so have its pipes.
func filter(parent context.Context, text string) (string, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	cmd := exec.CommandContext(ctx, "sort")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return "", err
	}
	go func() {
		defer stdin.Close()
		io.WriteString(stdin, text)
	}()
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func lines(parent context.Context, see func(string)) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	cmd := exec.CommandContext(ctx, "ls")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	scanner := bufio.NewScanner(stdout)
	go func() {
		for scanner.Scan() {
			see(scanner.Text())
		}
	}()
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Wait()
}

func inAHelper(parent context.Context) ([]byte, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	return feed(exec.CommandContext(ctx, "cat"), strings.NewReader("text"))
}

func feed(cmd *exec.Cmd, r io.Reader) ([]byte, error) {
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	go func() {
		defer stdin.Close()
		io.Copy(stdin, r)
	}()
	return cmd.Output()
}

// This one goes on.
func started(parent context.Context) (*bytes.Buffer, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "discarded"
	cmd := exec.CommandContext(ctx, "ls")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	out := new(bytes.Buffer)
	go func() {
		io.Copy(out, stdout)
		cmd.Wait()
	}()
	return out, cmd.Start()
}
