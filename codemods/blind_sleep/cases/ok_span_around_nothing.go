package volumes

import (
	"context"
	"sync"
	"time"
)

type key struct{}

type span struct{ name string }

func (s span) Finish() { println(s.name) }

// StartSpanFromContext begins a span.
func StartSpanFromContext(ctx context.Context, name string) (span, context.Context) {
	return span{name}, context.WithValue(ctx, key{}, name)
}

type manager struct {
	done   chan struct{}
	renew  func(context.Context, int) error
	volume int
}

func (m *manager) run(ticker *time.Ticker) {
	span, ctx := StartSpanFromContext(context.Background(), "retain")
	defer span.Finish()
	for {
		select {
		case <-ticker.C:
			m.all(ctx)
		case <-m.done:
			return
		}
	}
}

func (m *manager) all(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		m.retain(ctx)
	}()
	wg.Wait()
}

// What it gets never ends.
func (m *manager) retain(ctx context.Context) {
	for i := 0; i < 3; i++ {
		if m.renew(ctx, m.volume) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}
