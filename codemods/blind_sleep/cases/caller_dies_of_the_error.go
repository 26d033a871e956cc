package boot

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"
)

type op func(context.Context) error

func compared(ctx context.Context, up op) error {
	for up(ctx) != nil {
		time.Sleep(time.Second) // want none "a caller ends the program when the function fails"
	}
	return nil
}

func given(ctx context.Context, up op) error {
	for up(ctx) != nil {
		time.Sleep(time.Second) // want none "a caller ends the program when the function fails"
	}
	return nil
}

func kept(ctx context.Context, up op) error {
	for up(ctx) != nil {
		time.Sleep(time.Second) // want none "a caller ends the program when the function fails"
	}
	return nil
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func Start(ctx context.Context, up op) {
	if compared(ctx, up) != nil {
		fmt.Fprintln(os.Stderr, "not up")
		os.Exit(1)
	}
	must(given(ctx, up))
	err := kept(ctx, up)
	must(err)
	if err := func() error {
		for up(ctx) != nil {
			time.Sleep(time.Second) // want none "a caller ends the program when the function fails"
		}
		return nil
	}(); err != nil {
		log.Fatal(err)
	}
}

func told(ctx context.Context, up op) error {
	for i := 0; up(ctx) != nil; i++ {
		if i > 9 {
			return errors.New("not up")
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	return nil
}

func warn(err error) {
	if err != nil {
		log.Print(err)
	}
}

// A caller that only says so goes on.
func Restart(ctx context.Context, up op) {
	if told(ctx, up) != nil {
		fmt.Fprintln(os.Stderr, "not up")
	}
	warn(told(ctx, up))
}
