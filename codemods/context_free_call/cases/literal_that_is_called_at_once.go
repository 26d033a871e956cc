package trace

import (
	"context"
	"net/http"
	"time"
)

type tracer interface {
	Start(ctx context.Context, name string) (context.Context, func())
}

// Nobody can give up.
func probe(client *http.Client, url string, t tracer) error {
	return func(ctx context.Context) error {
		ctx, end := t.Start(ctx, "probe")
		defer end()
		req, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		req.Header.Set("X-Trace", traceOf(ctx))
		resp, err := client.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}(context.Background())
}

// The limit runs out.
func probeFor(client *http.Client, url string, d time.Duration) error {
	limited, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	return func(ctx context.Context) error {
		req, err := http.NewRequest(http.MethodGet, url, nil) // want unsafe "NewRequestWithContext takes it"
		if err != nil {
			return err
		}
		req.Header.Set("X-Trace", traceOf(ctx))
		resp, err := client.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}(limited)
}

func traceOf(ctx context.Context) string {
	if id, ok := ctx.Value(traceKey{}).(string); ok {
		return id
	}
	return "none"
}

type traceKey struct{}
