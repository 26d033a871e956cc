package poll

import "context"

// The goroutine lives as long as the poller, not as long as whoever starts it.
type poller struct {
	ctx  context.Context // want none "struct|goroutine|outlive"
	name string
}

func (p *poller) start() {
	go func() {
		<-p.ctx.Done()
		println("end of", p.name)
	}()
}

func run(ctx context.Context, p *poller) error {
	p.start()
	return ctx.Err()
}
