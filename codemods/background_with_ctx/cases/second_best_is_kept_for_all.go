package names

import (
	"context"
	"sync"
)

type kv interface {
	Get(ctx context.Context, k string) (string, error)
}

type names struct {
	kv   kv
	mu   sync.Mutex
	memo map[string]string
	seen sync.Map
}

func (n *names) name(ctx context.Context, id string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if v, ok := n.memo[id]; ok {
		return v
	}
	v, err := n.kv.Get(context.Background(), id)
	if err != nil {
		v = "unknown"
	}
	n.memo[id] = v
	return v
}

func (n *names) nameOr(ctx context.Context, id, other string) string {
	if v, ok := n.seen.Load(id); ok {
		return v.(string)
	}
	v, err := n.kv.Get(context.Background(), id)
	if err != nil {
		n.seen.Store(id, other)
		return other
	}
	return v
}

// What is kept only where it was found is right for all.
func (n *names) found(ctx context.Context, id string) (string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if v, ok := n.memo[id]; ok {
		return v, nil
	}
	v, err := n.kv.Get(context.Background(), id) // want unsafe "n.kv.Get gets"
	if err != nil {
		return "", err
	}
	n.memo[id] = v
	return v, nil
}

// What is made for this call is for nobody else.
func (n *names) list(ctx context.Context, ids []string) map[string]string {
	all := map[string]string{}
	for _, id := range ids {
		v, err := n.kv.Get(context.Background(), id) // want unsafe "n.kv.Get gets"
		if err != nil {
			v = "unknown"
		}
		all[id] = v
	}
	return all
}
