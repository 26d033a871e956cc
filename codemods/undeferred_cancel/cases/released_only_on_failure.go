package fetch

import (
	"context"
	"net/http"
	"time"
)

// Where it succeeds nobody has the release.
func count(ctx context.Context, names []string) (n int, err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want safe "is not called when line 22 returns"
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	for _, name := range names {
		if err := work(ctx, name); err != nil {
			return 0, err
		}
	}
	return len(names), nil
}

// What it gives needs the context.
func fetch(ctx context.Context, req *http.Request) (_ *http.Response, err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want none "is not called when line 37 returns"
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	resp, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	return resp, nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
