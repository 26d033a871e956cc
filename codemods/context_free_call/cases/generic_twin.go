package store

import "context"

func Map[K comparable, V any](m map[K]V, f func(V) error) error {
	return MapContext(context.Background(), m, f)
}

func MapContext[A comparable, B any](ctx context.Context, m map[A]B, f func(B) error) error {
	for _, v := range m {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}

func use(ctx context.Context, m map[string]int) error {
	check := func(int) error { return nil }
	if err := Map[string, int](m, check); err != nil { // want unsafe "MapContext takes it"
		return err
	}
	return Map(m, check) // want unsafe "MapContext takes it"
}
