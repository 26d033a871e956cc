package watch

import (
	"context"
	"errors"
	"os"
	"time"
)

func restart(ctx context.Context, try func(context.Context) error) error {
	for range 60 {
		if try(ctx) == nil {
			return nil
		}
		time.Sleep(time.Second) // want none "a caller ends the program when the function fails"
	}
	return errors.New("no watch")
}

func again(ctx context.Context, try func(context.Context) error) error {
	for try(ctx) != nil {
		time.Sleep(time.Second) // want none "a caller ends the program when the function fails"
	}
	return nil
}

// Here it just returns, and does not come to the exit.
func loop(ctx context.Context, try func(context.Context) error) {
	for {
		err := restart(ctx, try)
		if err != nil {
			println(err.Error())
			os.Exit(1)
		}
		if err := again(ctx, try); err != nil {
			panic(err)
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}
