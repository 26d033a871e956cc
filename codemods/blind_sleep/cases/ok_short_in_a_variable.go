package accept

import (
	"context"
	"log"
	"math/rand"
	"time"
)

type listener interface {
	accept(ctx context.Context) error
}

func handle(ctx context.Context, l listener) error {
	err := l.accept(ctx)
	if err != nil {
		delay := 5 * time.Millisecond
		log.Printf("accept error, wait %s: %v", delay, err)
		time.Sleep(delay)
	}
	return l.accept(ctx)
}

// Nobody is to tell by the time what was wrong.
func find(ctx context.Context, l listener) (string, error) {
	if err := l.accept(ctx); err != nil {
		time.Sleep(100*time.Millisecond + time.Duration(rand.Intn(100))*time.Millisecond)
		return "", err
	}
	time.Sleep(time.Millisecond * time.Duration(10*rand.Float64()))
	return "found", l.accept(ctx)
}
