package p

import "context"

type file struct{ name string }

func (f *file) Delete(ctx context.Context) error { return remove(ctx, f.name) }

type index struct{ names []string }

// Nobody defers this one.
func (x *index) Delete(ctx context.Context) error {
	for _, name := range x.names {
		if err := remove(context.Background(), name); err != nil { // want unsafe "remove gets"
			return err
		}
	}
	return nil
}

type note struct{ name string }

// This one may be deferred, as what can be deleted.
func (n note) Delete(ctx context.Context) error { return remove(context.Background(), n.name) }

func (n note) Text() string { return n.name }

type deletable interface {
	Delete(ctx context.Context) error
	Text() string
}

func use(ctx context.Context, f *file, d deletable) error {
	defer f.Delete(ctx)
	defer d.Delete(ctx)
	return ctx.Err()
}

func remove(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
