package load

import "context"

func load(id string) error {
	return get(context.Background(), id) // want none "line 14 has one.*load is used as a value on line 9"
}

var loader = load

// Show shows.
func Show(ctx context.Context, id string) error {
	if loader != nil {
		return load(id)
	}
	return nil
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
