package tokens

import (
	"context"
	"log/slog"
	"time"
)

type issuer interface {
	Issue(ctx context.Context) (string, error)
}

type remote struct{ issued chan string }

func (r *remote) Issue(ctx context.Context) (string, error) {
	select {
	case token := <-r.issued:
		slog.InfoContext(ctx, "issued")
		return token, nil
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Minute):
		return "", context.DeadlineExceeded
	}
}

type tokens struct {
	issuer  issuer
	current string
}

func (t *tokens) refresh(ctx context.Context) {
	if token, err := t.issuer.Issue(ctx); err == nil {
		t.current = token
	}
}

func (t *tokens) soon(ctx context.Context) {
	go t.refresh(context.Background()) // want unsafe "in a goroutine that is not waited for"
}
