package web

import (
	"context"
	"log/slog"
	"sync"
)

func Save(ctx context.Context, ids []string) {
	if ctx.Err() != nil {
		return
	}
	saveAll(ctx, ids)
}

func saveAll(ctx context.Context, ids []string) {
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go save(context.Background(), &wg, id) // want unsafe "save gets context.Background\\(\\) instead of the context ctx, so its work goes on"
	}
	wg.Wait()
}

func save(ctx context.Context, wg *sync.WaitGroup, id string) {
	defer wg.Done()
	if err := notify(ctx, id); err != nil {
		println(err.Error())
	}
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
