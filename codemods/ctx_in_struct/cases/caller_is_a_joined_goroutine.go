package poll

import (
	"context"
	"sync"
)

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func run(ctx context.Context, pollers []*poller) []error {
	errs := make([]error, len(pollers))
	var wg sync.WaitGroup
	for i, p := range pollers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[i] = p.poll()
		}()
	}
	wg.Wait()
	return errs
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
