package boot

import (
	"context"
	"sync"
)

type printer struct {
	lines chan string
	done  sync.WaitGroup
}

func NewPrinter(ctx context.Context) *printer {
	p := &printer{lines: make(chan string)}
	p.done.Add(1)
	go func() {
		defer p.done.Done()
		for ctx.Err() == nil {
			line, ok := <-p.lines
			if !ok {
				return
			}
			println(line)
		}
	}()
	return p
}

func (p *printer) Wait() { close(p.lines); p.done.Wait() }

func start(ctx context.Context) error { return ctx.Err() }

// How the work has ended is shown too.
func boot(ctx context.Context) error {
	p := NewPrinter(context.Background())
	err := start(ctx)
	p.lines <- "done"
	p.Wait()
	return err
}
