package export

import (
	"context"
	"errors"
	"time"
)

var errGone = errors.New("the session is gone")

type sessions interface {
	Get(ctx context.Context, id string) (string, error)
}

// The parent has a cause of its own, and is released on every way out.
func find(ctx context.Context, s sessions, id string) (string, error) {
	timeoutCtx, cancel := context.WithCancelCause(ctx)
	timeoutCtx, _ = context.WithTimeoutCause(timeoutCtx, 5*time.Second, errGone) // want safe "is discarded, so go vet asks for it, though the release of its parent"
	defer cancel(nil)
	return s.Get(timeoutCtx, id)
}

// The parent lives on.
func findLate(ctx context.Context, s sessions, id string) (string, error) {
	timeoutCtx, _ := context.WithTimeoutCause(ctx, 5*time.Second, errGone) // want safe "its timer and its entry in the parent live on"
	return s.Get(timeoutCtx, id)
}
