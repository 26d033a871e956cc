package store

import "context"

// Background is for those who import the package.
var Background = context.Background()

// Ping shows that it answers.
func Ping(ctx context.Context) error { return ctx.Err() }
