package send

import "context"

type client struct{}

func (client) post(ctx context.Context, text string) error { return ctx.Err() }

func retry(try func() error) error {
	if err := try(); err != nil {
		return try()
	}
	return nil
}

func send(ctx context.Context, c client, text string) error {
	// The context is only asked between two requests; none of these is to be canceled in the middle.
	return retry(func() error {
		if ctx.Err() != nil {
			return nil
		}
		return c.post(context.Background(), text)
	})
}
