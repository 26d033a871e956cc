package build

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
)

type printer struct {
	status chan string
}

func newPrinter(ctx context.Context, out io.Writer) (*printer, error) {
	p := &printer{status: make(chan string)}
	if _, err := fmt.Fprintln(out, "building"); err != nil {
		return nil, err
	}
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case s := <-p.status:
				fmt.Fprintln(out, s)
			}
		}
	}()
	return p, nil
}

func newChannel(p *printer) (chan string, chan struct{}) {
	ch, done := make(chan string), make(chan struct{})
	go func() {
		defer close(done)
		for s := range ch {
			p.status <- s
		}
	}()
	return ch, done
}

func solve(ctx context.Context, steps []string, ch chan string) error {
	defer close(ch)
	for _, s := range steps {
		out, err := exec.CommandContext(ctx, s).Output()
		if err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
		ch <- string(out)
	}
	return nil
}

func run(ctx context.Context, steps []string) error {
	own, cancel := context.WithCancel(context.TODO())
	defer cancel()
	p, err := newPrinter(own, os.Stderr)
	if err != nil {
		return fmt.Errorf("printer: %w", err)
	}
	ch, done := newChannel(p)
	defer func() { <-done }()
	return solve(ctx, steps, ch)
}

func first(ctx context.Context, names []string) (string, error) {
	own, cancel := context.WithCancel(context.TODO()) // want unsafe "context.WithCancel gets"
	defer cancel()
	for _, name := range names {
		out, err := exec.CommandContext(own, name).Output()
		if err == nil {
			return string(out), ctx.Err()
		}
	}
	return "", fmt.Errorf("none of %v", names)
}
