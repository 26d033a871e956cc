package load

import "context"

func load(ids ...string) (n int, err error) {
	for _, id := range ids {
		if err = get(context.TODO(), id); err != nil { // want unsafe "load makes"
			return n, err
		}
		n++
	}
	return n, nil
}

// Show shows.
func Show(ctx context.Context, all []string) error {
	_, err := load(all...)
	return err
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
