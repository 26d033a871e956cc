package main

import (
	"context"
	"net/rpc"
	"reflect"
	"time"
)

type pair struct{ A, B int }

type arith struct {
	ctx  context.Context // want none "Mul may be looked up by name by what is given it on line 63"
	name string
}

func newArith(ctx context.Context, name string) *arith { return &arith{ctx: ctx, name: name} }

func (a *arith) Mul(args *pair, reply *int) error {
	*reply = args.A * args.B
	return audit(a.ctx, a.name)
}

type registry struct {
	ctx  context.Context // want none "Load may be looked up by name by what is given it on line 85"
	cols []string
}

func newRegistry(ctx context.Context, cols ...string) *registry {
	return &registry{ctx: ctx, cols: cols}
}

func (r *registry) Load() error { return audit(r.ctx, r.cols[0]) }

type table struct {
	ctx  context.Context // want unsafe "Fill gets a parameter"
	cols []string
}

func (t *table) Fill() error { return audit(t.ctx, t.cols[0]) }

func audit(ctx context.Context, name string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(name)
		return nil
	}
}

type server struct {
	arith    *arith
	registry *registry
	table    *table
}

func newServer(ctx context.Context) *server {
	return &server{newArith(ctx, "x"), newRegistry(ctx, "a"), &table{ctx: ctx, cols: []string{"b"}}}
}

func (s *server) offer() error {
	return rpc.NewServer().Register(s.arith)
}

func (s *server) all(ctx context.Context, names []string) error {
	var n int
	if err := s.arith.Mul(&pair{2, 3}, &n); err != nil {
		return err
	}
	for _, name := range names {
		call(s.registry, name)
	}
	// How many it has says nothing of what they are.
	if reflect.ValueOf(s.table).NumMethod() == 0 {
		return nil
	}
	if err := s.table.Fill(); err != nil {
		return err
	}
	return s.registry.Load()
}

func call(target any, name string) {
	reflect.ValueOf(target).MethodByName(name).Call(nil)
}

var active []*server

func start(ctx context.Context) error {
	s := newServer(ctx)
	active = append(active, s)
	return s.offer()
}

func main() {
	if err := start(context.Background()); err != nil {
		panic(err)
	}
	for _, s := range active {
		if err := s.all(context.Background(), []string{"Load"}); err != nil {
			panic(err)
		}
	}
}
