package workers

import "context"

type group struct{ n int }

func withContext(ctx context.Context) (*group, context.Context) {
	return &group{}, context.WithValue(ctx, group{}, 1)
}

type pool struct{ g *group }

func (p *pool) start(ctx context.Context) error {
	p.g, _ = withContext(context.Background())
	return ctx.Err()
}
