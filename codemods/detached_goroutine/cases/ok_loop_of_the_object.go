package p

import "context"

type batcher struct{ in chan int }

// The loop is the batcher's, not that of the call that makes it.
func newBatcher(ctx context.Context, size int) (*batcher, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b := &batcher{in: make(chan int, size)}
	go b.commitLoop(context.Background())
	go b.drain(context.Background())
	return b, nil
}

func (b *batcher) commitLoop(ctx context.Context) {
	for {
		n, ok := <-b.in
		if !ok {
			return
		}
		commit(ctx, n)
	}
}

func (b *batcher) drain(ctx context.Context) {
	for n := range b.in {
		commit(ctx, n)
	}
}

func commit(ctx context.Context, n int) { _, _ = ctx.Err(), n }
