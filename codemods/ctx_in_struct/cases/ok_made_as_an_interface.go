package store

import "context"

type backend interface {
	Load(ctx context.Context, key string) ([]byte, error)
}

// Store is what the rest of the program knows.
type Store interface {
	Open(name string) error
	Read(key string) ([]byte, error)
}

type remote struct {
	ctx context.Context
	b   backend
}

func NewStore(ctx context.Context, b backend) Store { return &remote{ctx: ctx, b: b} }

func (r *remote) Open(name string) error {
	_, err := r.load(name)
	return err
}

func (r *remote) Read(key string) ([]byte, error) { return r.load(key) }

func (r *remote) load(key string) ([]byte, error) { return r.b.Load(r.ctx, key) }

var opener func(name string) error

func use(ctx context.Context, b backend) {
	s := NewStore(ctx, b)
	opener = s.Open
}
