package poll

import "context"

// The goroutine lives as long as the poller, but what else there is does not.
type poller struct {
	ctx  context.Context // want none "struct|goroutine"
	name string
}

func (p *poller) start() {
	go func() {
		<-p.ctx.Done()
		println("end of", p.name)
	}()
}

func (p *poller) check() error { return ask(p.ctx) }

func ask(ctx context.Context) error { return ctx.Err() }

func run(ctx context.Context, p *poller) error {
	p.start()
	if err := p.check(); err != nil {
		return err
	}
	return ctx.Err()
}
