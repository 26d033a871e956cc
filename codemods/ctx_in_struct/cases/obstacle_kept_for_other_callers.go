package poll

import "context"

type cache struct{ made map[string]error }

func (c *cache) getOrCreate(ctx context.Context, name string) error {
	if _, ok := c.made[name]; !ok {
		c.made[name] = work(ctx, name)
	}
	return c.made[name]
}

type poller struct {
	ctx   context.Context // want none "kept for other"
	name  string
	cache *cache
}

func (p *poller) poll(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return p.cache.getOrCreate(p.ctx, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
