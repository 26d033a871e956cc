package signals

import (
	"context"
	"log/slog"
)

type gate struct{ on map[string]bool }

func (g *gate) isOn(ctx context.Context, tenant string) bool {
	slog.DebugContext(ctx, "asked", "tenant", tenant)
	return ctx.Err() == nil && g.on[tenant]
}

func (g *gate) Enabled(ctx context.Context, tenant string) bool { return g.isOn(ctx, tenant) }

func created(ctx context.Context, g *gate, tenant string) error {
	go func() {
		if g.Enabled(context.Background(), tenant) { // want unsafe "WithoutCancel\\(ctx\\)"
			println(tenant)
		}
	}()
	return ctx.Err()
}

func told(ctx context.Context, tenant string) error {
	go func() {
		slog.InfoContext(context.Background(), tenant) // want unsafe "has none of the values"
	}()
	return ctx.Err()
}
