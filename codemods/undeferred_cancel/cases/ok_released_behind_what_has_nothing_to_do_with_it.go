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

func use(ctx context.Context, p *pool) error {
	start := time.Now()
	ctx, cancel, err := p.get(ctx)
	took := time.Since(start)
	if err != nil {
		return err
	}
	defer cancel()
	log.Print(took)
	select {
	case <-ctx.Done():
	case <-time.After(time.Millisecond):
	}
	return nil
}
