package load

import "context"

func refresh() error {
	if err := get(context.Background(), "a"); err != nil { // want unsafe "refresh makes"
		return err
	}
	return get(context.Background(), "b")
}

// Run runs.
func Run(ctx context.Context) error { return refresh() }

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
