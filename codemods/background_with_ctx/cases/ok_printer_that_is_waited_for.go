package progress

import "context"

type printer struct {
	status chan string
	done   chan struct{}
}

func start(ctx context.Context) *printer {
	p := &printer{status: make(chan string), done: make(chan struct{})}
	go p.run(ctx)
	return p
}

func (p *printer) run(ctx context.Context) {
	defer close(p.done)
	for {
		select {
		case text, ok := <-p.status:
			if !ok {
				return
			}
			println(text)
		case <-ctx.Done():
			return
		}
	}
}

func (p *printer) Wait() {
	close(p.status)
	<-p.done
}

func build(ctx context.Context, work func(context.Context, chan<- string) error) error {
	shown, cancel := context.WithCancel(context.Background())
	defer cancel()
	p := start(shown)
	err := work(ctx, p.status)
	p.Wait()
	return err
}
