package resolve

import "context"

type source interface {
	Get(ctx context.Context, id int) (int, error)
}

// Each call makes its own, and each method would need the parameter.
type resolver struct {
	ctx context.Context
	s   source
	sum int
}

func newResolver(ctx context.Context, s source) *resolver {
	return &resolver{ctx: ctx, s: s}
}

func (r *resolver) add(id int) {
	if v, err := r.s.Get(r.ctx, id); err == nil {
		r.sum += v
	}
}

func (r *resolver) a() { r.add(1) }
func (r *resolver) b() { r.a() }
func (r *resolver) c() { r.b() }
func (r *resolver) d() { r.c() }
func (r *resolver) e() { r.d() }
func (r *resolver) f() { r.e() }
func (r *resolver) g() { r.f() }
func (r *resolver) h() { r.g() }

func Resolve(ctx context.Context, s source) int {
	r := newResolver(ctx, s)
	r.h()
	return r.sum
}
