package load

import "context"

type store struct{ prefix string }

func (s *store) load(id string) error {
	return get(context.TODO(), s.prefix+id) // want unsafe "load makes"
}

// Show shows.
func Show(ctx context.Context, id string) error {
	s := &store{"a"}
	if err := s.load(id); err != nil {
		return err
	}
	return s.load(id + "b")
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
