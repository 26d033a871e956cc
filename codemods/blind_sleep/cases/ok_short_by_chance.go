package pool

import (
	"context"
	"math/rand"
	"time"
)

func get(ctx context.Context, ask func(context.Context) error) error {
	time.Sleep(time.Duration(rand.Intn(30)) * time.Millisecond)
	return ask(ctx)
}

func getAnew(ctx context.Context, ask func(context.Context) error) error {
	for ask(ctx) != nil {
		time.Sleep(time.Duration(10+rand.Intn(20)) * time.Millisecond)
	}
	return nil
}
