package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func run() error {
	p := poller{ctx: context.Background(), name: "a"}
	return work(p.ctx)
}

func runAll(names []string) error {
	p := &poller{ctx: context.Background()}
	for range names {
		if err := work(p.ctx); err != nil {
			return err
		}
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
