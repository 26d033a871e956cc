package pool

import (
	"context"
	"log"
	"time"
)

type client interface {
	Start(ctx context.Context, id string) (string, error)
}

type pool struct {
	ch chan string
	c  client
}

func (p *pool) monitor(ctx context.Context) {
	for name := range p.ch {
		ctx, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel() // want unsafe "may be kept by p.c.Start .line 22., which a release in each iteration ends"
		if _, err := p.c.Start(ctx, name); err != nil {
			log.Print(err)
			continue
		}
		log.Print("started ", name)
	}
}

// All of them may be wanted until the end.
func (p *pool) startAll(ctx context.Context, names []string) error {
	for _, name := range names {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		if _, err := p.c.Start(ctx, name); err != nil {
			return err
		}
	}
	return p.wait()
}

func (p *pool) wait() error {
	<-p.ch
	return nil
}
