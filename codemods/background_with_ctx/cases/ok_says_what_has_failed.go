package backup

import "context"

type client interface {
	Update(ctx context.Context, id, text string) error
}

// It may have failed since its context has ended.
func updateStatusToFailed(ctx context.Context, c client, id string, failure error) error {
	if err := c.Update(context.Background(), id, "failed"); err != nil {
		println(failure.Error(), ctx.Err() == nil)
		return err
	}
	return nil
}
