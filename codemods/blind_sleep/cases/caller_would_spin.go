package poll

import (
	"context"
	"log"
	"time"
)

type op func(context.Context) error

func pause(ctx context.Context) {
	time.Sleep(10 * time.Second) // want none "a caller's loop would go on without the wait"
}

func Run(ctx context.Context, try op) {
	for try(ctx) != nil {
		pause(ctx)
	}
}

func Literal(ctx context.Context, try op) error {
	pause := func() {
		_ = try(ctx)
		time.Sleep(time.Minute) // want none "a caller's loop would go on without the wait"
	}
	for try(ctx) != nil {
		pause()
	}
	return nil
}

func round(ctx context.Context, try op) {
	if err := try(ctx); err != nil {
		log.Print(err)
		time.Sleep(10 * time.Second) // want none "a caller's loop would go on without the wait"
		return
	}
	log.Print("done")
}

func Rounds(ctx context.Context, try op) {
	for {
		round(ctx, try)
	}
}

func rest(ctx context.Context) {
	time.Sleep(10 * time.Second) // want unsafe "still waits to the end"
}

// These come to an end when that has come.
func Until(ctx context.Context, try op) {
	for ctx.Err() == nil {
		_ = try(ctx)
		rest(ctx)
	}
}

func Fails(ctx context.Context, try op) error {
	for {
		if err := try(ctx); err != nil {
			return err
		}
		rest(ctx)
	}
}

func Each(ctx context.Context, all []op) {
	for _, try := range all {
		_ = try(ctx)
		rest(ctx)
	}
}

// This one waits for what comes.
func Received(ctx context.Context, all <-chan op) {
	for {
		try := <-all
		_ = try(ctx)
		rest(ctx)
	}
}
