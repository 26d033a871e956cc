package poll

import (
	"context"
	"os"
	"time"
)

type poller struct {
	ctx context.Context
	id  string
}

func newPoller(ctx context.Context, id string) *poller {
	return &poller{ctx: ctx, id: id}
}

func (p *poller) Begin() error {
	go p.loop()
	return nil
}

func (p *poller) Poll() error {
	if err := p.ctx.Err(); err != nil {
		return err
	}
	return os.WriteFile(p.id, []byte("x"), 0o644)
}

func (p *poller) loop() {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			_ = os.WriteFile(p.id, []byte("x"), 0o644)
		case <-p.ctx.Done():
			return
		}
	}
}

func StartPoller(ctx context.Context, id string) error {
	pctx, _ := context.WithTimeout(ctx, time.Hour) // want none "it is used by a goroutine that Begin starts at"
	p := newPoller(pctx, id)
	return p.Begin()
}

func Once(ctx context.Context, id string) error {
	pctx, _ := context.WithTimeout(ctx, time.Hour) // want safe "discarded"
	p := newPoller(pctx, id)
	return p.Poll()
}
