package tenant

import "context"

type key struct{}

type poller struct {
	ctx  context.Context // want none "made on line 38, which not all"
	name string
}

func newPoller(ctx context.Context, name string) *poller {
	return &poller{ctx: ctx, name: name}
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

type service struct{ p *poller }

func newService(ctx context.Context) *service {
	return &service{p: newPoller(ctx, "a")}
}

func (s *service) serve(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.p.poll()
}

func servers(ctx context.Context, ids []string) ([]*service, error) {
	var all []*service
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		// Each is for one tenant.
		own := context.WithValue(ctx, key{}, id)
		all = append(all, newService(own))
	}
	return all, nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
