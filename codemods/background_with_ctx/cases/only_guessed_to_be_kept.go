package guess

import "context"

type value interface{ String() string }

type record struct{ value value }

type conn interface{ Send(text string) error }

type client struct{ last *record }

func fetch(ctx context.Context, id string, values map[string]value) (*record, error) {
	return &record{values[id]}, ctx.Err()
}

// The record may be nothing but data.
func (c *client) refresh(ctx context.Context, id string, values map[string]value) error {
	r, err := fetch(context.Background(), id, values) // want unsafe "fetch gets"
	if err != nil {
		return err
	}
	c.last = r
	return nil
}

type loader interface {
	Load(ctx context.Context, id string) (value, error)
}

func (c *client) load(ctx context.Context, l loader, id string) error {
	v, err := l.Load(context.Background(), id) // want unsafe "perhaps the context of the call made something that is stored"
	if err != nil {
		return err
	}
	c.last.value = v
	return nil
}

func newConn(ctx context.Context, address string, dial func(context.Context, string) (conn, error)) (conn, error) {
	return dial(context.Background(), "tcp:"+address) // want unsafe "may be kept by dial"
}
