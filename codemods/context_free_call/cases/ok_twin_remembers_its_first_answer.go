package place

import (
	"context"
	"errors"
	"net"
	"sync"
)

var (
	once   sync.Once
	inside bool
)

// Inside asks once.
func Inside() bool { return InsideContext(context.Background()) }

// InsideContext asks once, under the context of whoever comes first.
func InsideContext(ctx context.Context) bool {
	once.Do(func() {
		_, err := net.DefaultResolver.LookupHost(ctx, "metadata.internal")
		inside = err == nil
	})
	return inside
}

// Token must not make all later callers believe that they are outside.
func Token(ctx context.Context) (string, error) {
	if !Inside() {
		return "", errors.New("outside")
	}
	return "token", ctx.Err()
}
