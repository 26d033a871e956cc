package p

import "context"

func Each(ctx context.Context, ids []string) {
	for _, id := range ids { //nolint:contextcheck
		if id != "" {
			work(context.Background(), id)
		}
	}
}

func Some(ctx context.Context, ids []string) {
	//nolint:contextcheck // none of them may be left out
	each(ids, func(id string) {
		work(context.Background(), id)
	})
}

func each(ids []string, f func(string)) {
	for _, id := range ids {
		f(id)
	}
}

func work(ctx context.Context, id string) {
	println(id, ctx.Err() == nil)
}
