package worker

import "context"

type buffer interface {
	Write(ctx context.Context, s string) error
	Flush(ctx context.Context) error
}

func pump(ctx context.Context, b buffer, in <-chan string) error {
	for s := range in {
		if err := b.Write(ctx, s); err != nil {
			return err
		}
		if err := b.Flush(context.Background()); err != nil { // want unsafe "b.Flush gets"
			return err
		}
	}
	return nil
}
