package p

import (
	"context"
	"fmt"
)

type infos interface {
	Upsert(ctx context.Context, status string) error
}

type listener struct {
	infos infos
	log   []string
}

func (l *listener) OnBackupFail(ctx context.Context)    { l.update(ctx, "failed") }
func (l *listener) OnBackupSuccess(ctx context.Context) { l.update(ctx, "passed") }

type userKey struct{}

// The backup may have failed since the caller has left.
func (l *listener) update(ctx context.Context, status string) {
	user, _ := ctx.Value(userKey{}).(string)
	if err := l.infos.Upsert(context.Background(), status); err != nil {
		l.log = append(l.log, fmt.Sprint(user, ": ", err))
	}
}
