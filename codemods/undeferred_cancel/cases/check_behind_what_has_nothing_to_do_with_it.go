package pool

import (
	"context"
	"errors"
	"log"
	"time"
)

type pool struct{ n int }

func (p *pool) get(ctx context.Context) (context.Context, context.CancelFunc, error) {
	if p.n == 0 {
		return nil, nil, errors.New("empty")
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	return ctx, cancel, nil
}

func wait(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Millisecond):
	}
}

func use(ctx context.Context, p *pool) error {
	start := time.Now()
	ctx, _, err := p.get(ctx) // want safe "discarded"
	took := time.Since(start)
	log.Print("got one")
	if err != nil {
		return err
	}
	log.Print(took)
	wait(ctx)
	return nil
}

// Something else has failed where this returns.
func another(ctx context.Context, p *pool, save func() error) error {
	ctx, _, err := p.get(ctx) // want none "once its error is known to be nil"
	err = save()
	if err != nil {
		return err
	}
	wait(ctx)
	return nil
}
