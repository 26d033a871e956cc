package pool

import (
	"context"
	"testing"
)

type conn struct{}

func dial(context.Context) (*conn, error) { return &conn{}, nil }

func each(t *testing.T, do func(ctx context.Context)) { do(t.Context()) }

func TestDial(t *testing.T) {
	each(t, func(ctx context.Context) {
		if _, err := dial(context.Background()); err != nil {
			t.Fatal(ctx.Err(), err)
		}
	})
}
