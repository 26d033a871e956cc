package trace

import "context"

type tracer interface {
	Start(ctx context.Context, name string) context.Context
}

// The system has a trace of its own.
func execute(ctx context.Context, t tracer) error {
	system := context.Background()
	system = t.Start(system, "execute")
	return forward(ctx, system)
}

func run(ctx context.Context) error { return forward(ctx, context.Background()) }

func forward(ctx, system context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return system.Err()
}
