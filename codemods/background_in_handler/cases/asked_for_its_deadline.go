package support

import (
	"bytes"
	"context"
	"net/http"
	"runtime/pprof"
	"time"
)

// bundle takes what it gets until the deadline, which nothing else can bring.
func bundle(ctx context.Context) ([]byte, error) {
	var data bytes.Buffer
	if err := pprof.StartCPUProfile(&data); err != nil {
		return nil, err
	}
	deadline, _ := ctx.Deadline()
	time.Sleep(time.Until(deadline) - 200*time.Millisecond)
	pprof.StopCPUProfile()
	return data.Bytes(), nil
}

func serve(d time.Duration) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(context.Background(), d)
		defer cancel()
		data, err := bundle(ctx)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Write(data)
	}
}

// sample may end before.
func sample(ctx context.Context) ([]byte, error) {
	var data bytes.Buffer
	if err := pprof.StartCPUProfile(&data); err != nil {
		return nil, err
	}
	defer pprof.StopCPUProfile()
	deadline, _ := ctx.Deadline()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(time.Until(deadline) - 200*time.Millisecond):
	}
	return data.Bytes(), nil
}

func serveSample(d time.Duration) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(context.Background(), d) // want unsafe "instead of the request's"
		defer cancel()
		data, err := sample(ctx)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Write(data)
	}
}
