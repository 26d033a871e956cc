package p

import "context"

type memo struct {
	lock chan struct{}
	of   map[string]string
}

func (m *memo) acquire(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-m.lock:
		return true
	}
}

func (m *memo) release() { m.lock <- struct{}{} }

func (m *memo) put(ctx context.Context, key, value string) bool {
	if !m.acquire(context.Background()) { // want unsafe "m.acquire gets context.Background"
		return false
	}
	defer m.release()
	m.of[key] = value
	return true
}
