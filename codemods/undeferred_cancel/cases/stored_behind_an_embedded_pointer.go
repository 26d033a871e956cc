package fetch

import (
	"context"
	"time"
)

type state struct{ ctx context.Context }

type server struct{ *state }

type client struct{ state *state }

type copied struct{ state }

func (s server) embedded(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "it is stored"
	s.ctx = ctx
}

func (c client) field(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "it is stored"
	c.state.ctx = ctx
}

func put(parent context.Context, s *state) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "it is stored"
	c := client{state: s}
	c.state.ctx = ctx
}

// What is changed is a copy.
func (c copied) value(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	c.ctx = ctx
	return c.ctx.Err()
}
