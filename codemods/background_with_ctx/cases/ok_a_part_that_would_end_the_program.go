package status

import (
	"context"
	"log"
)

type cache struct{}

func (cache) informer(ctx context.Context, kind string) error { return ctx.Err() }

type writer struct{ cache cache }

// Start is one of several that a manager runs, and stops one after the other.
func (w *writer) Start(ctx context.Context) error {
	if err := w.cache.informer(context.Background(), "Ingress"); err != nil {
		log.Fatalf("failed to watch: %v", err)
	}
	<-ctx.Done()
	return nil
}
