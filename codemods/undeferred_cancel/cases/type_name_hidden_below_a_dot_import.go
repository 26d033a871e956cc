package call

import (
	. "context"
	"time"
)

func hidden(ctx Context, CancelFunc func(Context) error) error {
	ctx, _ = WithTimeout(ctx, time.Second) // want unsafe "may be kept by CancelFunc"
	return CancelFunc(ctx)
}

func seen(ctx Context, call func(Context) error) error {
	ctx, _ = WithTimeout(ctx, time.Second) // want unsafe "may be kept by call"
	return call(ctx)
}
