package poll

import (
	"context"
	"time"
)

func before(ctx context.Context, id string) {
	for {
		if load(context.Background(), id) == nil { // want unsafe "load gets"
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}

func inAnArm(ctx context.Context, ids chan string) {
	for {
		select {
		case id := <-ids:
			println(load(context.Background(), id)) // want unsafe "load gets"
		case <-ctx.Done():
			println(load(context.Background(), "last"))
			return
		}
	}
}

func behind(ctx context.Context, ids chan string) {
loop:
	for {
		select {
		case id := <-ids:
			println(id)
		case <-ctx.Done():
			break loop
		}
	}
	println(load(context.Background(), "last"))
}

func load(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
