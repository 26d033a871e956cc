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
