package wait

import (
	"context"
	"log"
	"os"
	"sync"
	"time"
)

func ready(context.Context) error { return nil }

func orExit(ctx context.Context) {
	for range 3 {
		if ready(ctx) == nil {
			return
		}
		time.Sleep(time.Second) // want none "on line 20 the function ends the program where it does not succeed"
	}
	os.Exit(3)
}

func orFatal(ctx context.Context) {
	for range 3 {
		if ready(ctx) == nil {
			return
		}
		time.Sleep(time.Second) // want none "the function ends the program where it does not succeed"
	}
	log.Fatal("never came up")
}

type limiter struct {
	mu     sync.Mutex
	tokens int
}

func (l *limiter) take(ctx context.Context) {
	for {
		l.mu.Lock()
		if l.tokens > 0 {
			l.tokens--
			l.mu.Unlock()
			return
		}
		l.mu.Unlock()
		log.Println("waits", ready(ctx))
		time.Sleep(time.Second) // want none "a caller counts on what the function has done"
	}
}

func (l *limiter) give() {}

func limited(ctx context.Context, l *limiter, post func() error) error {
	l.take(ctx)
	defer l.give()
	return post()
}

func untilReady(ctx context.Context) {
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "a caller counts on what the function has done"
	}
}

func migrate(ctx context.Context, apply func() error) error {
	untilReady(ctx)
	return apply()
}

func untilReadyToo(ctx context.Context) {
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}

// It fails where the other has waited in vain.
func asksAnew(ctx context.Context, apply func(context.Context) error) error {
	untilReadyToo(ctx)
	return apply(ctx)
}

func threeTimes(ctx context.Context) {
	for range 3 {
		if ready(ctx) == nil {
			return
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}

// It may have waited in vain anyway.
func warm(ctx context.Context, apply func() error) error {
	threeTimes(ctx)
	return apply()
}
