package fetch

import (
	"context"
	"errors"
)

// Nobody receives from the channels when this function has ended.
func first(ctx context.Context, names []string) (string, error) {
	raceCtx, _ := context.WithCancel(ctx) // want unsafe "used by a goroutine that is not waited for"
	found, failed := make(chan string), make(chan error)
	for _, name := range names {
		go look(raceCtx, name, found, failed)
	}
	for n := 0; ; {
		select {
		case name := <-found:
			return name, nil
		case <-failed:
			n++
			if n == len(names) {
				return "", errors.New("none")
			}
		}
	}
}

func byLiteral(ctx context.Context, names []string) string {
	raceCtx, _ := context.WithCancel(ctx) // want unsafe "used by a goroutine that is not waited for"
	found := make(chan string)
	one := func(name string) {
		if work(raceCtx, name) == nil {
			select {
			case found <- name:
			case <-raceCtx.Done():
			}
		}
	}
	for _, name := range names {
		go one(name)
	}
	select {
	case name := <-found:
		return name
	case <-ctx.Done():
		return ""
	}
}

// The caller goes on to receive.
func handedOut(ctx context.Context, names []string) (string, <-chan string) {
	raceCtx, _ := context.WithCancel(ctx) // want none "used by a goroutine that is not waited for"
	found, failed := make(chan string), make(chan error)
	for _, name := range names {
		go look(raceCtx, name, found, failed)
	}
	select {
	case name := <-found:
		return name, found
	case <-failed:
		return "", found
	}
}

// The first message says that all is ready.
func ready(ctx context.Context, name string) error {
	loopCtx, _ := context.WithCancel(ctx) // want none "used by a goroutine that is not waited for"
	begun := make(chan error)
	go func() {
		begun <- work(loopCtx, name)
		for loopCtx.Err() == nil {
			work(loopCtx, name)
		}
	}()
	select {
	case err := <-begun:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func look(ctx context.Context, name string, found chan<- string, failed chan<- error) {
	if err := work(ctx, name); err != nil {
		failed <- err
		return
	}
	found <- name
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}

type hub struct{ found chan string }

// Others receive from the channel of the struct too.
func (h *hub) ofTheStruct(ctx context.Context, name string) string {
	raceCtx, _ := context.WithCancel(ctx) // want none "used by a goroutine that is not waited for"
	found := h.found
	go look(raceCtx, name, found, nil)
	go look(raceCtx, name, found, nil)
	select {
	case name := <-found:
		return name
	default:
		return ""
	}
}
