package p

import (
	"context"
	"math/rand/v2"
	"time"
)

type leaders interface {
	Leader(ctx context.Context) (string, error)
}

type pauses struct{ least time.Duration }

func (p pauses) wait() {
	<-time.After(p.least + time.Duration(rand.Int64N(int64(time.Second))))
}

// Under a context that has ended the loop would go round for ever.
func wait(ctx context.Context, l leaders, p pauses) (name string) {
	var err error
	for tries := 1; ; tries++ {
		if name, err = l.Leader(context.Background()); err == nil {
			break
		}
		p.wait()
	}
	return name
}
