package agent

import (
	"context"
	"time"
)

type backoff struct{ n int }

func (b *backoff) Duration() time.Duration {
	b.n++
	return time.Duration(b.n) * time.Second
}

func (b *backoff) Reset() { b.n = 0 }

func fetch(ctx context.Context) error { return ctx.Err() }

func poll(ctx context.Context, use func()) error {
	b := &backoff{}
	for {
		if err := fetch(ctx); err != nil {
			time.Sleep(b.Duration()) // want unsafe "each round still waits"
			continue
		}
		b.Reset()
		use()
	}
}

type agent struct{ b backoff }

func (a *agent) poll(ctx context.Context, use func()) error {
	for {
		if err := fetch(ctx); err != nil {
			time.Sleep(a.b.Duration()) // want none "would skip a.b.Reset.."
			continue
		}
		a.b.Reset()
		use()
	}
}
