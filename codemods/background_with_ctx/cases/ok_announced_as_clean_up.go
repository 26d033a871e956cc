package restore

import (
	"context"
	"log"
)

type task interface {
	Delete(ctx context.Context) (int, error)
}

func restore(ctx context.Context, t task, alive bool) (int, error) {
	if alive {
		return 0, ctx.Err()
	}
	log.Print("cleaning up dead process")
	code, err := t.Delete(context.Background())
	if err != nil {
		return 0, err
	}
	return code, nil
}
