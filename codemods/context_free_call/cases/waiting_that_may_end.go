package batch

import "context"

type group struct {
	done chan struct{}
	err  error
}

func (g *group) Wait() error {
	<-g.done
	return g.err
}

func (g *group) WaitContext(ctx context.Context) error {
	select {
	case <-g.done:
		return g.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func process(ctx context.Context, g *group) (int, error) {
	if err := g.Wait(); err != nil { // want unsafe "WaitContext takes it"
		return 0, err
	}
	return 1, nil
}
