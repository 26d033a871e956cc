package rounds

import "context"

type (
	idKey  struct{}
	tryKey struct{}
)

type kv interface {
	Get(ctx context.Context, k string) (string, error)
}

func two(ctx context.Context, s kv, ids []string) error {
	for i, id := range ids {
		ctx = context.WithValue(context.WithValue(ctx, idKey{}, id), tryKey{}, i) // want unsafe "chain grows"
		if _, err := s.Get(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

func twoOfAnother(ctx, base context.Context, s kv, ids []string) error {
	for i, id := range ids {
		ctx = context.WithValue(context.WithValue(base, idKey{}, id), tryKey{}, i)
		if _, err := s.Get(ctx, id); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func captured(ctx context.Context, s kv, ids []string) error {
	get := func(id string) error {
		_, err := s.Get(ctx, id)
		return err
	}
	for _, id := range ids {
		ctx = context.WithValue(ctx, idKey{}, id) // want none "may read the ctx"
		if err := get(id); err != nil {
			return err
		}
	}
	return nil
}

// What is called behind the loop has all of them.
func gathered(ctx context.Context, s kv, ids []string) error {
	get := func(id string) error {
		_, err := s.Get(ctx, id)
		return err
	}
	for _, id := range ids {
		ctx = context.WithValue(ctx, idKey{}, id)
	}
	return get("all")
}

func post(ctx context.Context, s kv, ids []string) error {
	for i := 0; i < len(ids); i, ctx = i+1, context.WithValue(ctx, tryKey{}, i) { // want none "chain grows"
		if _, err := s.Get(ctx, ids[i]); err != nil {
			return err
		}
	}
	return nil
}
