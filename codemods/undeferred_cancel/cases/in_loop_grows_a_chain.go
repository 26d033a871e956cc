package tree

import "context"

// Released in the loop, every context that is made after it would be canceled too.
func chain(root context.Context, depth int) context.Context {
	for range depth {
		root, _ = context.WithCancel(root) // want none "discarded"
	}
	work(root)
	return nil
}

func work(ctx context.Context) { println(ctx.Err()) }
