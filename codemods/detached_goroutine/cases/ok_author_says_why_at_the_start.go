package signals

import "context"

func count(ctx context.Context, tenant string) error {
	println(tenant)
	return ctx.Err()
}

func created(ctx context.Context, tenant string) error {
	go func() { // fire and forget, decoupled from the context of the request
		if err := count(context.Background(), tenant); err != nil {
			println(err.Error())
		}
	}()
	return ctx.Err()
}
