package load

import "context"

func load(id string) error {
	if id == "" {
		return nil
	}
	if err := get(context.Background(), id); err != nil { // want unsafe "load makes"
		return err
	}
	return load(id[1:])
}

// Show shows.
func Show(ctx context.Context, id string) error { return load(id) }

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
