package counts

import (
	"context"
	"time"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
}

func count(ctx context.Context, s store, id string) (int, error) {
	limited, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	stop := context.AfterFunc(ctx, cancel)
	defer stop()
	return s.count(limited, id)
}

func countToo(ctx context.Context, s store, id string) (int, error) {
	limited, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { cancel() })
	defer stop()
	return s.count(limited, id)
}

// It ends with the limit, and not with the caller.
func countLimited(ctx context.Context, s store, id string) (int, error) {
	limit, release := context.WithTimeout(context.Background(), time.Second) // want unsafe "WithTimeout gets"
	defer release()
	limited, cancel := context.WithTimeout(context.Background(), time.Minute) // want unsafe "WithTimeout gets"
	defer cancel()
	stop := context.AfterFunc(limit, cancel)
	defer stop()
	return s.count(limited, id)
}
