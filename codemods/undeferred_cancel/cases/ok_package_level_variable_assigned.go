package fetch

import "context"

var (
	base context.Context
	stop context.CancelFunc
)

func setUp(parent context.Context) {
	base, stop = context.WithCancel(parent)
}

func tearDown() { stop() }
